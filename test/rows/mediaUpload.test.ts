/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { IExecuteFunctions } from 'n8n-workflow';

import { readInputFile } from '../../nodes/Kling/n8n/inputFile';
import type { InputFile } from '../../nodes/Kling/n8n/inputFile';
import { createMediaUpload } from '../../nodes/Kling/rows/mediaUpload';
import type { Reply } from '../../nodes/Kling/runware/wire/protocol';
import { RunwareError } from '../../nodes/Kling/runware/wire/RunwareError';
import { videoOf } from '../media/boxes';
import { image } from './inputFiles';

const BUSY: Reply = {
	status: 503,
	body: JSON.stringify({ errors: [{ code: 'serviceUnavailable', message: 'Come back later' }] }),
};
const REFUSED: Reply = {
	status: 400,
	body: JSON.stringify({ errors: [{ code: 'invalidMedia', message: 'No' }] }),
};
const stored = (mediaUUID: string): Reply => ({
	status: 200,
	body: JSON.stringify({ data: [{ taskType: 'mediaStorage', mediaUUID }] }),
});

/** A storage of files, a Runware that takes uploads, and a clock that a wait moves on. */
async function world(answer: (now: number, upload: number) => Reply, content = videoOf(5)) {
	let now = 0;
	const uploads: number[] = [];
	const bodies: Buffer[] = [];
	let kept: readonly Buffer[] = [content];
	let breaks: string | undefined;
	let lost: string | undefined;
	const context = {
		helpers: {
			getBinaryStream: async (id: string) => {
				await Promise.resolve();
				if (id === lost) throw new Error('ENOENT');
				return (function* () {
					yield* kept;
					if (breaks !== undefined) throw new Error(breaks);
				})();
			},
		},
	} as unknown as IExecuteFunctions; // n8n's own has far more than is touched here
	const clock = {
		now: () => now,
		sleep: async (ms: number) => {
			await turnOfTheLoop(); // whoever else can go on does so before time does
			now += ms;
		},
	};
	const links = createMediaUpload(
		context,
		{
			send: async () => await Promise.resolve(BUSY),
			sendRawBody: async (body) => {
				uploads.push(now);
				bodies.push(body);
				return await Promise.resolve(answer(now, uploads.length));
			},
		},
		clock,
	);
	const stillThere = { mimeType: 'video/mp4', id: 'filesystem-v2:clip', isEmpty: false };
	const file: InputFile = await readInputFile(context, stillThere);
	return {
		file,
		uploads,
		bodies,
		linkTo: links.linkTo,
		clock,
		change: (pieces: readonly Buffer[]) => void (kept = pieces),
		lose: (id: string) => void (lost = id),
		breakOff: (reason: string) => void (breaks = reason),
	};
}

function codeOf(link: string | RunwareError): string {
	return link instanceof RunwareError ? link.details.code : 'none';
}

describe('uploads that are down for a while', () => {
	it.each([1, 20, 60])(
		'are outlived for %d s, by one try of all rows that wait',
		async (seconds) => {
			const { file, linkTo, uploads, clock } = await world((now) =>
				now < seconds * 1000 ? BUSY : stored('kept'),
			);
			const links = await Promise.all(Array.from({ length: 200 }, async () => await linkTo(file)));
			expect(new Set(links)).toEqual(new Set(['kept']));
			expect(uploads.length).toBeLessThanOrEqual(7);
			expect(clock.now()).toBeLessThanOrEqual(61_000);
			expect(await linkTo(file)).toBe('kept');
		},
	);

	it('are given up after a minute, for all rows that wait together', async () => {
		const { file, linkTo, uploads } = await world(() => BUSY);
		const links = await Promise.all(Array.from({ length: 200 }, async () => await linkTo(file)));
		expect(new Set(links.map(codeOf))).toEqual(new Set(['serviceUnavailable']));
		expect(uploads).toEqual([0, 1000, 3000, 7000, 15_000, 30_000, 60_000]);
	});

	it.each([
		['an outage', BUSY, 7],
		['a refusal', REFUSED, 1],
	])('are tried again for a row that comes after %s', async (_what, answer, tries) => {
		const { file, linkTo, uploads } = await world((_now, upload) =>
			upload <= tries ? answer : stored('kept'),
		);
		const together = await Promise.all([linkTo(file), linkTo(file)]);
		expect(together.map(codeOf)).not.toContain('none');
		expect(uploads).toHaveLength(tries);
		expect(await Promise.all([linkTo(file), linkTo(file)])).toEqual(['kept', 'kept']);
		expect(uploads).toHaveLength(tries + 1);
	});
});

describe('a file that is read again', () => {
	const clip = videoOf(5);

	it('is uploaded as it is, whatever the pieces', async () => {
		const { file, linkTo, bodies, change } = await world(() => stored('kept'));
		change([clip.subarray(0, 1), clip.subarray(1, 500), clip.subarray(500)]);
		expect(await linkTo(file)).toBe('kept');
		const [{ media }] = JSON.parse(String(bodies[0])) as [{ media: string }];
		expect(Buffer.from(media, 'base64').equals(clip)).toBe(true);
	});

	it.each<[string, readonly Buffer[]]>([
		['gone', []],
		['shorter', [clip.subarray(0, 900)]],
		['longer', [clip, Buffer.from('and more')]],
		['another', [videoOf(6)]],
	])('is not sent when it is %s by now', async (_what, pieces) => {
		for (const content of [clip, image()]) {
			const { file, linkTo, uploads, change } = await world(() => stored('kept'), content);
			change(pieces);
			const link = await linkTo(file);
			expect(codeOf(link)).toBe('missingInputFile');
			expect(link).toMatchObject({ message: 'it is not what it was' });
			expect(uploads).toEqual([]);
		}
	});

	it('is uploaded from the place that another row has it in, when its own is lost', async () => {
		const { file, linkTo, uploads, lose } = await world(() => stored('kept'));
		const elsewhere = { ...file, content: { ...file.content, id: 'filesystem-v2:copy' } };
		lose('filesystem-v2:clip');
		const links = await Promise.all([file, file, elsewhere, elsewhere].map(linkTo));
		expect(links.map(codeOf)).toEqual(['missingInputFile', 'missingInputFile', 'none', 'none']);
		expect(uploads).toHaveLength(1);
	});

	it('is not sent when the reading breaks off, and is read once more for the next row', async () => {
		const { file, linkTo, uploads, breakOff } = await world(() => stored('kept'));
		breakOff('read ECONNRESET');
		const links = await Promise.all([linkTo(file), linkTo(file)]);
		expect(links.map(codeOf)).toEqual(['missingInputFile', 'missingInputFile']);
		expect(links[0]).toMatchObject({ message: 'read ECONNRESET', isRetryable: false });
		expect(uploads).toEqual([]);
	});
});
