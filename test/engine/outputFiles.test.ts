/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a test, never part of the package */
import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type INodeExecutionData, sleep } from 'n8n-workflow';
import type { Emulator, FaultRequest } from '../../emulator/server';
import { videoFile } from '../../emulator/files/videoFile';
import { atErrorOutput, tellsBytes } from '../older/differences';
import { closeEngine, contentOf, keepFilesIn, type NodeRunResult } from './engine';
import { userFolder } from './environment';
import { fileHostBefore, type ServeFile } from './fileHost';
import {
	descriptionOf,
	emulatorWith,
	jsonOf,
	messageOf,
	type Played,
	prompts,
	runVideos,
	type Scenario,
	sideBySide,
	startVideos,
	SUBMIT_PROMPTS,
	UUID_SHAPE,
	type VideoRun,
} from './videoRuns';

afterAll(closeEngine);

const WITH_FILE = { positivePrompt: '={{ $json.prompt }}' } as const;
const CONTINUE = { onError: 'continueRegularOutput' } as const;

function itemsOf(result: NodeRunResult): INodeExecutionData[] {
	return result.outputs[0] ?? [];
}

/** What the emulator serves of a video, though it may be closed by now. */
function servedFile(emulator: Emulator, videoUUID: unknown): Buffer {
	const task = emulator.tasks.find(({ videoUUIDs }) => videoUUIDs.some((id) => id === videoUUID));
	if (task === undefined) throw new Error(`There is no video ${String(videoUUID)}`);
	return Buffer.concat([...videoFile(task.request, String(videoUUID)).chunks()]);
}

/** Each item has the file of its own video, to the last byte, and nothing else. */
async function expectFiles(
	emulator: Emulator,
	result: NodeRunResult,
	{ count = 1, field = 'data' } = {},
): Promise<void> {
	expect(result.error).toBeUndefined();
	const items = itemsOf(result);
	expect(items).toHaveLength(count);
	for (const { json, binary } of items) {
		expect(json['status']).toBe('success');
		expect(Object.keys(binary ?? {})).toEqual([field]);
		const file = binary?.[field];
		if (file === undefined) throw new Error('The item has no file');
		const content = await contentOf(file);
		// Not toEqual, which would print two files.
		expect(content.equals(servedFile(emulator, json['videoUUID']))).toBe(true);
		if (tellsBytes) expect(file.bytes).toBe(content.length);
	}
}

function withFaults(...faults: FaultRequest[]): Scenario {
	return { faults, run: { parameters: WITH_FILE, rows: prompts(1) } };
}

const FORMATS = [
	['MP4', 'mp4', 'video/mp4'],
	['WEBM', 'webm', 'video/webm'],
	['MOV', 'mov', 'video/quicktime'],
] as const;

const ENDURED: ReadonlyArray<readonly [string, FaultRequest, downloads: number]> = [
	['404 for a while', { name: 'file404', times: 3 }, 4],
	['422 for a while', { name: 'file422', times: 3 }, 4],
	['502 for a while', { name: 'file502', times: 3 }, 4],
	['503', { name: 'status503', on: 'download' }, 2],
	['a reset', { name: 'resetBeforeAcceptance', on: 'download' }, 2],
	['a redirect', { name: 'fileRedirect' }, 2],
	['a slow answer', { name: 'slow', on: 'download' }, 1],
];

const refused: FaultRequest = { name: 'status401', on: 'download', times: 100 };
const gone: FaultRequest = { name: 'file404', times: 100 };
const three = { parameters: WITH_FILE, rows: prompts(3) };

const whole = (response: Parameters<ServeFile>[0], file: Buffer) => {
	response.writeHead(200, { 'content-length': file.length }).end(file);
};
const status =
	(code: number): ServeFile =>
	(response) => {
		response.writeHead(code, { 'content-length': 0 }).end();
	};
const content =
	(file: Buffer): ServeFile =>
	(response) =>
		whole(response, file);
/** The header of a WEBM, and room for a film. */
const WEBM = Buffer.concat([Buffer.from('1a45dfa3874282847765626d', 'hex'), Buffer.alloc(100_000)]);

/** What no video is, and what it is called. */
const NO_VIDEOS: readonly (readonly [string, Buffer])[] = [
	['of the type HTML page', Buffer.from('<!DOCTYPE html><html><p>Sign in</p></html>')],
	['of the type JSON file', Buffer.from('{"error":"expired"}')],
	['of the type XML file', Buffer.from('<?xml version="1.0"?><Code>AccessDenied</Code>')],
	['of the type text file', Buffer.from('Not here.')],
	['of the type PNG', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(1e6)])],
	['of the type GIF', Buffer.from('GIF89a')],
	['of the type ZIP archive', Buffer.from('PK\x03\x04 and more')],
	['not a file that this node knows', Buffer.alloc(5000, '\0\xab', 'latin1')],
];

/** Each link has another of them. */
function noVideos(): ServeFile {
	const links: string[] = [];
	return (response, _file, _count, { url = '' }) => {
		if (!links.includes(url)) links.push(url);
		whole(response, NO_VIDEOS[links.indexOf(url)]?.[1] ?? Buffer.alloc(0));
	};
}

const HOSTS = {
	'answers 403': status(403),
	'answers 410': status(410),
	'answers 451': status(451),
	'hangs up each time': (response) => {
		response.socket?.destroy();
	},
	'gives the beginning as a part': (response, file, count) => {
		if (count > 1) whole(response, file);
		else response.writeHead(206).end(file.subarray(0, 5000));
	},
	'tells no length': (response, file) => {
		response.writeHead(200);
		response.write(file.subarray(0, 1000));
		response.end(file.subarray(1000));
	},
	'packs the file though it was asked not to': (response, file) => {
		const packed = gzipSync(file);
		response
			.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length })
			.end(packed);
	},
	'stops without an end': (response, file, count) => {
		if (count > 1) return whole(response, file);
		response.writeHead(200);
		response.write(file.subarray(0, 1000), () => response.destroy());
	},
	'has nothing at first': (response, file, count) => {
		if (count > 1) return whole(response, file);
		response.writeHead(200, { 'content-length': 0 }).end();
	},
	'never answers the first request': (response, file, count) => {
		if (count > 1) whole(response, file);
	},
	'falls silent in the middle': (response, file, count) => {
		if (count > 1) return whole(response, file);
		response.writeHead(200, { 'content-length': file.length });
		response.write(file.subarray(0, 1000));
	},
	'redirects in a circle': (response, _file, _count, { url = '' }) => {
		response.writeHead(302, { location: url, 'content-length': 0 }).end();
	},
	'answers with the status 204': status(204),
	'gives a page at first': (response, file, count) => {
		if (count > 1) return whole(response, file);
		response.writeHead(200, { 'content-type': 'video/mp4' }).end('<!DOCTYPE html><p>Wait</p>');
	},
	'gives a file of which only the first byte comes at first': (response, file) => {
		response.writeHead(200, { 'content-length': file.length });
		response.write(file.subarray(0, 1), () => setTimeout(() => response.end(file.subarray(1)), 50));
	},
	'gives a WEBM under the name of an MP4': content(WEBM),
} as const satisfies Record<string, ServeFile>;

const BOTH: Readonly<Record<string, Scenario>> = {
	...Object.fromEntries(
		FORMATS.map(([outputFormat]) => [
			outputFormat,
			{
				run: {
					parameters: { ...WITH_FILE, options: { outputFormat } },
					rows: [{ prompt: 'A boat [size 300KiB]' }],
				},
			},
		]),
	),
	'a file that is cut off': withFaults({ name: 'fileCut', times: 2 }),
	'an empty file': withFaults({ name: 'emptyBody', on: 'download' }),
	'several videos a row': {
		emulator: { renderMs: 500 },
		run: {
			parameters: { ...WITH_FILE, options: { numberResults: '={{ $json.videos }}' } },
			rows: [2, 3, 4].map((videos) => ({ prompt: `${videos} boats`, videos })),
		},
	},
	'one key': {
		run: {
			parameters: { ...WITH_FILE, positivePrompt: 'A boat', options: { uniqueKey: 'boat' } },
			rows: prompts(3),
		},
	},
};

type PlayedNamed = (name: string) => Played;

/** What holds wherever n8n keeps files. */
function itDelivers(place: 'filesystem' | 'memory', played: PlayedNamed): void {
	it('are kept there', () => {
		const file = itemsOf(played('MP4').result)[0]?.binary?.['data'];
		expect(file).toBeDefined();
		expect(file?.id === undefined).toBe(place === 'memory');
	});

	it.each(FORMATS)('have their own name, extension and MIME type: %s', async (...format) => {
		const [name, extension, mimeType] = format;
		const { emulator, result } = played(name);
		await expectFiles(emulator, result);
		const [item] = itemsOf(result);
		expect(item?.binary?.['data']).toMatchObject({
			fileName: `${String(item?.json['videoUUID'])}.${extension}`,
			fileExtension: extension,
			mimeType,
			fileType: 'video',
			...(tellsBytes && { bytes: 300 * 1024 }),
		});
	});

	it.each([
		['a file that is cut off', 3],
		['an empty file', 2],
	])('are transferred again after %s', async (name, downloads) => {
		const { emulator, result } = played(name);
		await expectFiles(emulator, result);
		expect(emulator.downloads).toHaveLength(downloads);
	});

	it('are one for each video of a row, all paired to it', async () => {
		const { emulator, result } = played('several videos a row');
		await expectFiles(emulator, result, { count: 9 });
		expect(itemsOf(result).map(({ pairedItem }) => Object(pairedItem).item)).toEqual([
			0, 0, 1, 1, 1, 2, 2, 2, 2,
		]);
		expect(new Set(itemsOf(result).map(({ binary }) => binary?.['data']?.fileName)).size).toBe(9);
		expect(emulator.downloads).toHaveLength(9);
	});

	it('are transferred once for all rows of a key', async () => {
		const { emulator, result } = played('one key');
		await expectFiles(emulator, result, { count: 3 });
		expect(emulator.downloads).toHaveLength(1);
		expect(emulator.charges().count).toBe(1);
	});
}

describe('files that go to the memory', () => {
	beforeAll(async () => await keepFilesIn('memory'));
	itDelivers('memory', sideBySide(BOTH).played);
	afterAll(async () => await keepFilesIn('filesystem'));
});

describe('files that go to the filesystem', () => {
	beforeAll(async () => await keepFilesIn('filesystem'));
	const { played } = sideBySide<string>({
		...BOTH,
		...Object.fromEntries(ENDURED.map(([name, fault]) => [name, withFaults(fault)])),
		...Object.fromEntries(
			Object.entries(HOSTS).map(([name, serveFile]) => [
				name,
				{
					serveFile,
					run: { parameters: WITH_FILE, rows: [{ prompt: 'A boat [size 2MiB]' }] },
				},
			]),
		),
		'another field': {
			run: { parameters: { ...WITH_FILE, outputBinaryField: ' clip ' }, rows: prompts(2) },
		},
		'no download': { run: { parameters: { ...WITH_FILE, download: false }, rows: prompts(2) } },
		'by row': {
			run: {
				parameters: {
					...WITH_FILE,
					download: '={{ $json.wanted }}',
					outputBinaryField: '={{ $json.field }}',
				},
				rows: [
					{ prompt: 'A boat', wanted: 'true', field: 'boat' },
					{ prompt: 'A train', wanted: false, field: 'train' },
				],
			},
		},
		'one fails': {
			faults: [{ name: 'status401', on: 'download', match: 'number 1' }],
			run: { parameters: WITH_FILE, rows: prompts(2), node: CONTINUE },
		},
		refused: { faults: [refused], run: { ...three, rows: prompts(1) } },
		'one of three refused, continuing': {
			faults: [{ ...refused, match: 'number 2' }],
			run: { ...three, node: CONTINUE },
		},
		'one of three refused, with an error output': {
			faults: [{ ...refused, match: 'number 2' }],
			run: { ...three, node: { onError: 'continueErrorOutput' } },
		},
		'gone for good': { faults: [{ ...gone, match: 'number 2' }], run: three },
		'one of the two videos of a row': {
			faults: [{ ...refused, times: 1, skip: 1 }],
			run: {
				parameters: { ...WITH_FILE, options: { numberResults: 2 } },
				rows: prompts(1),
				node: CONTINUE,
			},
		},
		'refused at the first try': {
			faults: [{ ...refused, times: 1 }],
			run: {
				parameters: WITH_FILE,
				rows: prompts(2),
				node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
			},
		},
		'no videos': {
			serveFile: noVideos(),
			run: { parameters: WITH_FILE, rows: prompts(NO_VIDEOS.length), node: CONTINUE },
		},
		'three that do not come, before four others': {
			faults: [1, 2, 3].map((row) => ({ ...gone, match: `number ${row}` })),
			run: { parameters: WITH_FILE, rows: prompts(7), node: CONTINUE },
		},
		'seven slow ones': {
			faults: [{ name: 'slow', on: 'download', times: 100 }],
			run: { parameters: WITH_FILE, rows: prompts(7) },
		},
	});

	itDelivers('filesystem', played);

	it.each(ENDURED)('arrive whole in spite of %s', async (name, _, downloads) => {
		const { emulator, result } = played(name);
		await expectFiles(emulator, result);
		expect(emulator.downloads).toHaveLength(downloads);
		expect(emulator.charges().count).toBe(1);
	});

	it('are asked for without any credential, redirects included', () => {
		for (const [name] of ENDURED) {
			for (const { headers } of played(name).emulator.downloads) {
				expect(headers).not.toHaveProperty('authorization');
				expect(headers).not.toHaveProperty('cookie');
			}
		}
		const origins = played('a redirect').emulator.downloads.map(({ headers }) => headers.host);
		expect(new Set(origins).size).toBe(2);
	});

	it('stand in the field that is named', async () => {
		const { emulator, result } = played('another field');
		await expectFiles(emulator, result, { count: 2, field: 'clip' });
	});

	it('stay away when they are not wanted', () => {
		const { emulator, result } = played('no download');
		for (const item of itemsOf(result)) {
			expect(item).not.toHaveProperty('binary');
			expect(item.json).toHaveProperty('videoURL');
		}
		expect(itemsOf(result)).toHaveLength(2);
		expect(emulator.downloads).toEqual([]);
	});

	it('are wanted row by row', () => {
		const { emulator, result } = played('by row');
		expect(itemsOf(result).map(({ binary }) => Object.keys(binary ?? {}))).toEqual([['boat'], []]);
		expect(emulator.downloads).toHaveLength(1);
	});

	it('do not come with a row that failed', () => {
		const { result } = played('one fails');
		const [failed, good] = itemsOf(result);
		expect(Object.keys(failed?.json ?? {})).toEqual(['error', 'details']);
		expect(failed).not.toHaveProperty('binary');
		expect(good?.json['status']).toBe('success');
		expect(good?.binary).toHaveProperty('data');
	});

	describe('that cannot be had', () => {
		/** What an item tells of the row whose video is paid for. */
		const paidFor = (
			emulator: Emulator,
			index: number,
			videoUUID = emulator.tasks[index]?.videoUUIDs[0],
		) => ({
			error: expect.stringMatching(/The video is ready, but n8n could not download its file/),
			details: {
				code: 'downloadFailed',
				taskUUID: expect.stringMatching(UUID_SHAPE),
				charged: 'yes',
				advice: expect.any(String),
				videoUUID,
				videoURL: expect.stringContaining(`${String(videoUUID)}.mp4`),
				cost: 0.42,
			},
		});

		it('stops the run at once with the link, when the host refuses it for good', () => {
			const { emulator, result } = played('refused');
			expect(messageOf(result)).toMatch(
				/^Row 1: The video is ready.*status 401\. Link to the video: http/,
			);
			expect(messageOf(result)).toContain(`${String(emulator.tasks[0]?.videoUUIDs[0])}.mp4`);
			expect(descriptionOf(result)).toMatch(/paid for and safe/);
			expect(emulator.downloads).toHaveLength(1);
			expect(emulator.charges().count).toBe(1);
		});

		it('stops the run with the link after half a minute, when the host never has it', () => {
			const { emulator, result } = played('gone for good');
			expect(messageOf(result)).toMatch(
				/^Row 2: The video is ready.*status 404\. Link to the video: http/,
			);
			expect(descriptionOf(result)).toContain('2 videos from this run are finished and safe');
			expect(result.error).toHaveProperty('context.data.videoURL');
			expect(result.error).toHaveProperty('context.data.charged', 'yes');
			const tries = emulator.downloads.filter(({ status }) => status === 404);
			expect(tries).toHaveLength(7);
			expect(result.executionTimeMs).toBeLessThan(40_000);
			expect(emulator.charges().count).toBe(3);
		});

		it('costs an item its file and nothing else when the node continues', () => {
			const { emulator, result } = played('one of three refused, continuing');
			const success = expect.objectContaining({ status: 'success' });
			expect(jsonOf(result)).toEqual([success, paidFor(emulator, 1), success]);
			expect(itemsOf(result).map(({ binary }) => binary !== undefined)).toEqual([
				true,
				false,
				true,
			]);
		});

		it('goes to the error output with all that is known of the video', () => {
			const { emulator, result } = played('one of three refused, with an error output');
			expect(result.received[0]).toHaveLength(2);
			expect(result.received[1]?.map(({ json }) => json)).toEqual([
				atErrorOutput({ prompt: 'A boat, number 2', ...paidFor(emulator, 1) }),
			]);
		});

		it('is told beside the other video of its row', () => {
			const { emulator, result } = played('one of the two videos of a row');
			const bad = jsonOf(result).findIndex(({ status }) => status === undefined);
			const videoUUID = emulator.tasks[0]?.videoUUIDs[bad];
			expect(jsonOf(result)).toHaveLength(2);
			expect(jsonOf(result)[bad]).toEqual(paidFor(emulator, 0, videoUUID));
			expect(jsonOf(result)[1 - bad]).toMatchObject({ status: 'success' });
			expect(itemsOf(result).map(({ pairedItem }) => pairedItem)).toEqual([
				{ item: 0 },
				{ item: 0 },
			]);
		});

		it('is had by Retry On Fail, without a new charge', async () => {
			const { emulator, result } = played('refused at the first try');
			await expectFiles(emulator, result, { count: 2 });
			expect(jsonOf(result).map(({ reused }) => reused)).toEqual([true, true]);
			expect(emulator.charges().count).toBe(2);
		});

		it('does not hold up the files of others while it is tried again', () => {
			const { emulator, result } = played('three that do not come, before four others');
			expect(itemsOf(result).filter(({ binary }) => binary !== undefined)).toHaveLength(4);
			const late = emulator.downloads.slice(7).map(({ status }) => status);
			expect(new Set(late)).toEqual(new Set([404]));
		});

		it('does not come with more than two others at a time', async () => {
			const { emulator, result } = played('seven slow ones');
			await expectFiles(emulator, result, { count: 7 });
			const begun = emulator.downloads.map(({ at }) => at).sort((one, other) => one - other);
			const [first = 0] = begun;
			expect(begun.map((at) => Math.floor((at - first + 500) / 3000))).toEqual([
				0, 0, 0, 1, 1, 1, 2,
			]);
		});
	});

	describe('from a host that is not as it should be', () => {
		it.each(['answers 403', 'answers 410', 'answers 451'] as const)(
			'is not asked again when it %s',
			(name) => {
				const { fileRequests, result } = played(name);
				expect(messageOf(result)).toContain(`status ${name.slice(-3)}. Link to the video: http`);
				expect(fileRequests).toHaveLength(1);
			},
		);

		it.each([
			'tells no length',
			'packs the file though it was asked not to',
			'gives a file of which only the first byte comes at first',
		] as const)('may be one that %s', async (name) => {
			const { emulator, fileRequests, result } = played(name);
			await expectFiles(emulator, result);
			expect(fileRequests).toHaveLength(1);
		});

		it.each([
			'gives the beginning as a part',
			'stops without an end',
			'has nothing at first',
			'never answers the first request',
			'falls silent in the middle',
			'gives a page at first',
		] as const)('is asked again when it %s', async (name) => {
			const { emulator, fileRequests, result } = played(name);
			await expectFiles(emulator, result);
			expect(fileRequests).toHaveLength(2);
		});

		it.each(['redirects in a circle', 'answers with the status 204'] as const)(
			'loses no video when it %s',
			(name) => {
				const { emulator, result } = played(name);
				expect(messageOf(result)).toMatch(/^Row 1: The video is ready.* Link to the video: http/);
				expect(emulator.charges().count).toBe(1);
			},
		);

		it('is told in plain words when it hangs up each time', () => {
			const told =
				'n8n could not download its file: the connection was lost. Link to the video: http';
			expect(messageOf(played('hangs up each time').result)).toContain(told);
		});

		it('is believed to have no video when it gives something else', () => {
			const { emulator, fileRequests, result } = played('no videos');
			const errors = jsonOf(result).map(({ error }) => String(error));
			for (const [found] of NO_VIDEOS) {
				const told = `n8n could not download its file: what the download server sent is ${found}, not a video. Link to the video: http`;
				expect(errors.filter((error) => error.includes(told))).toHaveLength(1);
			}
			expect(fileRequests).toHaveLength(7 * NO_VIDEOS.length);
			expect(emulator.charges().count).toBe(NO_VIDEOS.length);
		});

		it('names a file by its content, whatever the link says', async () => {
			const { result } = played('gives a WEBM under the name of an MP4');
			const file = itemsOf(result)[0]?.binary?.['data'];
			expect(jsonOf(result)[0]?.['videoURL']).toMatch(/\.mp4$/);
			expect(file).toMatchObject({
				mimeType: 'video/webm',
				fileExtension: 'webm',
				fileName: expect.stringMatching(/\.webm$/),
			});
			expect(file && (await contentOf(file)).equals(WEBM)).toBe(true);
		});

		it('never gets a credential', () => {
			for (const name of Object.keys(HOSTS)) {
				const { fileRequests } = played(name);
				expect(fileRequests.length).toBeGreaterThan(0);
				for (const headers of fileRequests) expect(headers).not.toHaveProperty('authorization');
			}
		});
	});
});

describe('the operation Get', () => {
	it('downloads the files of earlier tasks, of several videos too', async () => {
		const emulator = await emulatorWith({ renderMs: 0 });
		const submitted = await runVideos(emulator, {
			parameters: {
				...SUBMIT_PROMPTS,
				options: { numberResults: '={{ $json.videos }}', outputFormat: 'MOV' },
			},
			rows: [
				{ prompt: 'A boat', videos: 1 },
				{ prompt: 'A train', videos: 2 },
			],
		});
		const result = await runVideos(emulator, {
			parameters: { operation: 'get', taskUUID: '={{ $json.taskUUID }}' },
			rows: jsonOf(submitted),
		});
		await expectFiles(emulator, result, { count: 3 });
		expect(itemsOf(result).map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
		for (const { binary } of itemsOf(result)) {
			expect(binary?.['data']).toMatchObject({ fileExtension: 'mov', mimeType: 'video/quicktime' });
		}
		const without = await runVideos(emulator, {
			parameters: { operation: 'get', taskUUID: '={{ $json.taskUUID }}', download: false },
			rows: jsonOf(submitted),
		});
		expect(itemsOf(without)).toHaveLength(3);
		for (const item of itemsOf(without)) expect(item).not.toHaveProperty('binary');
		expect(emulator.downloads).toHaveLength(3);
		await emulator.close();
	});
});

describe('a link that does not work any more', () => {
	const KEYED = { ...WITH_FILE, options: { uniqueKey: 'tram' } };
	const again = async (code: number, run: VideoRun, first: VideoRun = run) => {
		const emulator = await emulatorWith({ renderMs: 0 });
		await runVideos(emulator, { rows: prompts(1), ...first });
		const host = await fileHostBefore(emulator, status(code));
		const taskUUID = emulator.tasks[0]?.taskUUID;
		const result = await runVideos(emulator, {
			rows: [{ ...prompts(1)[0], taskUUID }],
			node: CONTINUE,
			...run,
			credential: host.credential,
		});
		await host.close();
		await emulator.close();
		return jsonOf(result)[0];
	};

	it.each([401, 403, 410, 451])('of a keyed video tells the way out (%d)', async (code) => {
		const item = await again(code, { parameters: KEYED });
		expect(item).toMatchObject({
			error: expect.stringContaining(
				`Row 1: The link to this earlier video no longer works: the download server answered with status ${code}. It was http`,
			),
			details: {
				code: 'downloadFailed',
				charged: 'yes',
				advice: expect.stringMatching(/Runware account.*another 'Unique Key'/),
			},
		});
		expect(JSON.stringify(item)).not.toMatch(/open the link|not lost/);
	});

	it('of a task that is fetched says that Runware keeps videos for a time', async () => {
		const item = await again(
			410,
			{ parameters: { operation: 'get', taskUUID: '={{ $json.taskUUID }}' } },
			{ parameters: WITH_FILE },
		);
		expect(item).toMatchObject({
			details: { advice: expect.stringContaining('Runware keeps videos only for a time') },
		});
		expect(JSON.stringify(item)).not.toMatch(/open the link|not lost/);
	});
});

describe('Stop', () => {
	const CASES = {
		'while the host has not answered': {
			prompt: 'A boat',
			fault: { name: 'slow', on: 'download' },
		},
		'in the middle of a file': { prompt: 'A boat [size 2000MiB]' },
		'between two tries': { prompt: 'A boat', fault: { name: 'file404', times: 100 } },
	} as const satisfies Record<string, { prompt: string; fault?: FaultRequest }>;

	async function stopped({ prompt, fault }: { prompt: string; fault?: FaultRequest }) {
		const emulator = await emulatorWith({ renderMs: 0 });
		if (fault !== undefined) emulator.fail(fault);
		const { result, cancel } = startVideos(emulator, { parameters: WITH_FILE, rows: [{ prompt }] });
		while (emulator.downloads.length === 0) await sleep(20);
		await sleep(150);
		const stoppedAt = Date.now();
		cancel();
		const { status } = await result;
		const tookMs = Date.now() - stoppedAt;
		const { length } = emulator.downloads;
		await sleep(900);
		const later = emulator.downloads.length - length;
		await emulator.close();
		return { status, tookMs, later };
	}

	it('ends a download within a second and leaves nothing half done', async () => {
		const outcomes = await Promise.all(
			Object.entries(CASES).map(async ([name, each]) => [name, await stopped(each)] as const),
		);
		for (const [name, { tookMs, ...outcome }] of outcomes) {
			expect([name, outcome]).toEqual([name, { status: 'canceled', later: 0 }]);
			expect(tookMs).toBeLessThan(1000);
		}
		const files = readdirSync(userFolder, { recursive: true, encoding: 'utf8' });
		expect(files.filter((file) => file.includes('.tmp.'))).toEqual([]);
	});
});
