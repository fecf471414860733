import { emulatorForTests } from '../client';

const client = emulatorForTests();

describe('A fault of the file host', () => {
	test.each([
		['file404', 404],
		['file410', 410],
		['file422', 422],
		['file502', 502],
		['status503', 503],
	] as const)('%s answers one download with status %i', async (name, status) => {
		const { videoURL } = await client.finishedItem();
		client.emulator.fail({ name, on: 'download' });
		expect((await client.download(videoURL)).status).toBe(status);
		expect((await client.download(videoURL)).status).toBe(200);
		expect(client.emulator.downloads).toMatchObject([{ status, fault: name }, { status: 200 }]);
	});

	test('fileHtml answers a download with a page', async () => {
		const { videoURL } = await client.finishedItem();
		client.emulator.fail({ name: 'fileHtml' });
		const { status, headers, bytes } = await client.download(videoURL);
		expect(status).toBe(200);
		expect(headers['content-type']).toBe('text/html');
		expect(bytes.toString()).toMatch(/<html>/);
	});

	test('fileCut ends the connection before the whole file came', async () => {
		const { videoURL } = await client.finishedItem();
		client.emulator.fail({ name: 'fileCut' });
		await expect(client.download(videoURL)).rejects.toThrow();
	});

	test('fileRedirect leads to the same file on another port', async () => {
		const { videoURL } = await client.finishedItem();
		client.emulator.fail({ name: 'fileRedirect' });
		const { status, headers } = await client.download(videoURL);
		expect(status).toBe(302);
		expect(headers['location']).toBe(
			String(videoURL).replace(client.emulator.origin, client.emulator.redirectOrigin),
		);
		expect((await client.download(headers['location'])).bytes).toEqual(
			(await client.download(videoURL)).bytes,
		);
	});
});
