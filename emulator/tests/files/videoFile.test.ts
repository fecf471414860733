import { randomUUID } from 'node:crypto';
import { emulatorForTests, rendered } from '../client';
import { poll } from '../tasks';

/** The names of the boxes of an MP4 or MOV file; throws where the lengths do not add up. */
function boxes(bytes: Buffer): string[] {
	const names: string[] = [];
	for (let at = 0; at < bytes.length; ) {
		const length = bytes.readUInt32BE(at);
		names.push(bytes.toString('latin1', at + 4, at + 8));
		if (length < 8 || at + length > bytes.length) throw new Error(`Bad box at ${at}`);
		at += length;
	}
	return names;
}

const client = emulatorForTests();

describe('The file of a video', () => {
	test.each([
		['MP4', 'video/mp4'],
		['MOV', 'video/quicktime'],
	])('is a %s that can be walked, and unlike every other', async (outputFormat, type) => {
		const taskUUID = await client.submit({ outputFormat, numberResults: 2 });
		await rendered();
		const { data } = await client.send([poll(taskUUID)]);
		const files = await Promise.all(
			data.map(async (item) => await client.download(item['videoURL'])),
		);
		for (const file of files) {
			expect(file.headers['content-type']).toBe(type);
			expect(boxes(file.bytes)).toEqual(expect.arrayContaining(['ftyp', 'moov', 'mdat', 'free']));
		}
		expect(files[0]?.bytes.equals(files[1]?.bytes ?? Buffer.alloc(0))).toBe(false);
		expect(client.emulator.downloads.map(({ status }) => status)).toEqual([200, 200]);
		expect(
			client.emulator.downloads.every(({ headers }) => headers.authorization === undefined),
		).toBe(true);
	});

	test('is a WebM when asked for', async () => {
		const { videoURL } = await client.finishedItem({
			outputFormat: 'WEBM',
			width: 720,
			height: 1280,
		});
		expect(videoURL).toMatch(/\.webm$/);
		const file = await client.download(videoURL);
		expect(file.headers['content-type']).toBe('video/webm');
		expect(file.bytes.readUInt32BE(0)).toBe(0x1a45dfa3);
	});

	test('has the size that the prompt asks for', async () => {
		const { videoURL } = await client.finishedItem({ positivePrompt: 'A boat [size 3MiB]' });
		const file = await client.download(videoURL);
		expect(file.bytes).toHaveLength(3 * 1024 * 1024);
		expect(boxes(file.bytes)).toContain('moov');
	});

	test('is not there for unknown videos', async () => {
		const url = `${client.emulator.origin}/video/os/a00d00/ws/5/vi/${randomUUID()}.mp4`;
		expect((await client.download(url)).status).toBe(404);
	});
});
