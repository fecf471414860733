import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../validation/jsonObject';
import { emulatorForTests } from '../client';
import { edit, frames, PNG } from '../tasks';

const client = emulatorForTests();

describe('mediaStorage', () => {
	const storage = (changes: JsonObject) => ({
		taskType: 'mediaStorage',
		taskUUID: randomUUID(),
		...changes,
	});

	test.each([PNG, `data:application/octet-stream;base64,${PNG}`])(
		'keeps an image whose type is found by its bytes, until it is deleted',
		async (media) => {
			const [stored] = (await client.send([storage({ operation: 'upload', media })])).data;
			expect(stored).toMatchObject({ operation: 'upload', mediaUUID: expect.any(String) });
			const file = await client.download(stored?.['mediaURL']);
			expect(file.headers['content-type']).toBe('image/png');
			expect(file.bytes.toString('base64')).toBe(PNG);

			const image = stored?.['mediaUUID'];
			expect((await client.send([frames({ image, frame: 'first' })])).errors).toEqual([]);
			expect((await client.send([edit({ video: image })])).errors).toMatchObject([
				{ code: 'invalidInputVideo' },
			]);
			expect(
				(await client.send([storage({ operation: 'delete', media: image })])).data,
			).toMatchObject([{ operation: 'delete', mediaUUID: image }]);
			expect((await client.send([frames({ image, frame: 'first' })])).errors).toMatchObject([
				{ code: 'mediaNotFound' },
			]);
			expect((await client.download(stored?.['mediaURL'])).status).toBe(404);
		},
	);

	test('refuses what is neither image nor video', async () => {
		const media = Buffer.from('%PDF-1.7').toString('base64');
		expect((await client.send([storage({ operation: 'upload', media })])).errors).toMatchObject([
			{ code: 'invalidMedia', parameter: 'media' },
		]);
	});
});
