import { itemsOf } from '../../execution';
import { objectOf } from '../../fields';
import { bytesAt, run, submitted } from '../runs';
import { session } from '../session';
import { imported } from './importing';
import { columnsTo, type StandIns, uploadTo } from './standIns';

const SHEET = [
	{ id: 'boat', title: 'Boat', prompt: 'A boat', image: '', seconds: 5 },
	{ id: 'tram', title: 'Tram', prompt: 'A tram', image: 'https://example.com/tram.jpg' },
	{ id: 'long', title: 'Too long', prompt: 'A train', image: '', seconds: 7 },
	{ id: 'done', title: 'Done', prompt: 'A ship', youtube_url: 'https://youtu.be/before' },
	{ id: '', title: 'Without an id', prompt: 'A car' },
];

/** Rows are sent to the store instead of Google, and so are videos. */
const standIns = (store: string): StandIns => ({
	'Upload to YouTube': uploadTo(`${store}/youtube`),
	'Write Video Link': columnsTo(`${store}/video`),
	'Write YouTube Link': columnsTo(`${store}/youtubeLink`),
	'Write YouTube Problem': columnsTo(`${store}/youtubeProblem`),
	'Write Problem': columnsTo(`${store}/problem`),
});

const writtenTo = (place: string) =>
	session()
		.store.at(place)
		.map(({ body }) => objectOf(JSON.parse(body.toString()), 'columns'));

export function googleSheetToYouTubeTests(): void {
	it('writes what became of each row to this row, and costs nothing the second time', async () => {
		const { emulator, store } = session();
		const workflow = await imported('2-google-sheet-to-youtube.json', standIns(store.url), {
			'Read Rows': SHEET.map((json) => ({ json })),
		});
		store.answer('/youtube', { uploadId: 'abc' });
		const execution = await run(workflow, 'Click to Start');

		expect(submitted()).toEqual([
			expect.objectContaining({ positivePrompt: 'A boat', duration: 5 }),
			expect.objectContaining({
				positivePrompt: 'A tram',
				inputs: { frameImages: [{ image: 'https://example.com/tram.jpg', frame: 'first' }] },
			}),
		]);
		const links = itemsOf(execution, 'Make Videos').map(({ json }) => json['videoURL']);
		expect(writtenTo('/video')).toEqual([
			{ id: 'boat', video_url: links[0], note: '' },
			{ id: 'tram', video_url: links[1], note: '' },
		]);
		expect(writtenTo('/youtubeLink')).toEqual(
			['boat', 'tram'].map((id) => ({ id, youtube_url: 'https://youtu.be/abc' })),
		);
		expect(writtenTo('/problem')).toEqual([
			{ id: 'long', note: expect.stringContaining("'Duration' is 7") as string },
		]);
		const uploads = store.at('/youtube');
		expect(uploads).toHaveLength(2);
		for (const [place, { body }] of uploads.entries()) {
			expect(body.equals(await bytesAt(links[place]))).toBe(true);
		}
		const charged = emulator.charges();

		store.reset();
		store.answer('/youtube', { message: 'Quota exceeded' }, 403);
		await run(workflow, 'Click to Start');
		expect(writtenTo('/video')).toEqual([
			{ id: 'boat', video_url: links[0], note: '' },
			{ id: 'tram', video_url: links[1], note: '' },
		]);
		expect(writtenTo('/youtubeProblem')).toEqual(
			['boat', 'tram'].map((id) => ({
				id,
				note: expect.stringMatching(/^YouTube: ./) as string,
			})),
		);
		expect(emulator.charges()).toEqual(charged);
	});
}
