import {
	BROKEN_PROMPTS,
	CLEAR_PROMPTS,
	LINKS,
	LISTS,
	NO_FILES,
	NOTHING,
	PRIVATE_LINKS,
	RATIOS,
	YES_OR_NO,
} from '../parameters/forms';
import { closeEngine, NODE_NAME, type NodeRunResult } from './engine';
import {
	errorsOf,
	mediaTasksOf,
	messageOf,
	type Row,
	runVideos,
	submitsOf,
	useEmulator,
} from './videoRuns';

afterAll(closeEngine);

const emulator = useEmulator();

const CONTINUE = { onError: 'continueRegularOutput' } as const;
const A = 'https://media.invalid/a.jpg';
const IMAGE = { prompt: 'A boat', mode: 'firstFrame' };

/** The node as a sheet drives it: everything comes from the row's columns. */
const FROM_SHEET = {
	completion: 'submit',
	inputMode: '={{ $json.mode }}',
	positivePrompt: '={{ $json.prompt }}',
	firstFrame: '={{ $json.first }}',
	lastFrame: '={{ $json.last }}',
	referenceImages: '={{ $json.images }}',
	referenceVideo: '={{ $json.video }}',
	aspectRatio: '={{ $json.ratio }}',
	duration: '={{ $json.seconds }}',
	keepOriginalSound: '={{ $json.sound }}',
};

async function run(rows: readonly Row[], parameters: Row = {}) {
	return await runVideos(emulator.current, {
		parameters: { ...FROM_SHEET, ...parameters },
		rows,
		node: CONTINUE,
	});
}

/** The submitted tasks in the order of the rows. */
function sent() {
	return submitsOf(emulator.current).flat();
}

/** The hints that n8n shows above the output. */
function hintsOf({ runData }: NodeRunResult): readonly string[] {
	return (runData[NODE_NAME]?.[0]?.hints ?? []).map(({ message }) => message);
}

describe('a link as tables hold it', () => {
	it('is sent as the link that it means, in every form', async () => {
		const forms = LINKS.filter(([, link]) => !/\.mp4$|^data:video/.test(link));
		const result = await run(forms.map(([written]) => ({ ...IMAGE, first: written })));
		expect(errorsOf(result).filter((error) => error !== undefined)).toEqual([]);
		expect(sent().map(({ inputs }) => inputs)).toEqual(
			forms.map(([, image]) => ({ frameImages: [{ image, frame: 'first' }] })),
		);
	});

	it('is sent to Upload alike', async () => {
		const forms = LINKS.filter(([, link]) => link.startsWith('http'));
		await runVideos(emulator.current, {
			parameters: { resource: 'media', operation: 'upload', media: '={{ $json.media }}' },
			rows: forms.map(([written]) => ({ media: written })),
		});
		const uploaded = mediaTasksOf(emulator.current)
			.flat()
			.map(({ media }) => media);
		expect(new Set(uploaded)).toEqual(new Set(forms.map(([, link]) => link)));
	});

	it('is several in a list, whatever stands between them', async () => {
		const row = { prompt: 'A boat', mode: 'referenceImages' };
		const result = await run(LISTS.map(([written]) => ({ ...row, images: written })));
		expect(errorsOf(result).filter((error) => error !== undefined)).toEqual([]);
		expect(sent().map(({ inputs }) => inputs)).toEqual(
			LISTS.map(([, referenceImages]) => ({ referenceImages })),
		);
	});

	it('is refused where it leads to a page', async () => {
		const result = await run(NO_FILES.map(([link]) => ({ ...IMAGE, first: link })));
		expect(errorsOf(result)).toEqual(NO_FILES.map(([, says]) => expect.stringContaining(says)));
		expect(sent()).toEqual([]);
	});

	it.each(['media', 'webhookURL', 'uploadEndpoint'])(
		'is refused where Runware cannot reach it, as %s',
		async (place) => {
			const option = place === 'media' ? {} : { options: { [place]: '={{ $json.first }}' } };
			const result = await runVideos(emulator.current, {
				parameters: { ...FROM_SHEET, ...option },
				rows: PRIVATE_LINKS.map((first) => ({
					prompt: 'A boat',
					mode: place === 'media' ? 'firstFrame' : 'text',
					first,
				})),
				credential: { apiKey: 'a key', baseUrl: 'https://api.invalid/v1' },
				node: { onError: 'stopWorkflow' },
			});
			expect(result.error?.message).toMatch(
				/^Row 1: '.*' is ".*", but Runware cannot reach localhost.* \(and 14 more rows\)$/,
			);
		},
	);
});

describe('nothing as agents write it', () => {
	it('is no image where none is needed', async () => {
		const result = await run(
			NOTHING.map((nothing) => ({
				prompt: 'A boat',
				mode: 'auto',
				first: nothing,
				images: nothing,
				video: nothing,
				ratio: nothing,
				seconds: nothing,
			})),
		);
		expect(errorsOf(result).filter((error) => error !== undefined)).toEqual([]);
		expect(sent()).toHaveLength(NOTHING.length);
		for (const task of sent()) {
			expect(task).toMatchObject({ width: 1280, height: 720, duration: 5 });
			expect(task).not.toHaveProperty('inputs');
		}
	});

	it('is missed where one is needed', async () => {
		const result = await run(NOTHING.map((first) => ({ ...IMAGE, first })));
		for (const error of errorsOf(result)) {
			expect(error).toContain(
				"'First Frame' is empty, but the input mode 'First Frame' needs one image",
			);
		}
		expect(sent()).toEqual([]);
	});
});

describe('a ratio, and yes or no', () => {
	const SIZES = { '16:9': [1280, 720], '1:1': [960, 960], '9:16': [720, 1280] };

	it('is sent as what the cell shows', async () => {
		await run(RATIOS.map(([ratio]) => ({ prompt: 'A boat', mode: 'text', ratio })));
		expect(sent().map(({ width, height }) => [width, height])).toEqual(
			RATIOS.map(([, meaning]) => SIZES[meaning]),
		);
	});

	it('is sent as the boolean that it means', async () => {
		const row = { prompt: 'A boat', mode: 'referenceVideo', video: 'https://media.invalid/a.mp4' };
		await run(YES_OR_NO.map(([sound]) => ({ ...row, sound })));
		expect(sent().map(({ providerSettings }) => providerSettings)).toEqual(
			YES_OR_NO.map(([, keepOriginalSound]) => ({ klingai: { keepOriginalSound } })),
		);
	});
});

describe('a prompt', () => {
	it('that is plainly broken is not bought', async () => {
		const result = await run(BROKEN_PROMPTS.map(([prompt]) => ({ prompt, mode: 'text' })));
		expect(errorsOf(result)).toEqual(
			BROKEN_PROMPTS.map(([, says]) => expect.stringContaining(says)),
		);
		expect(sent()).toEqual([]);
	});

	it('that was typed as an expression into a fixed field is not bought', async () => {
		const result = await runVideos(emulator.current, {
			parameters: { completion: 'submit', positivePrompt: '{{ $json.prompt }}' },
			rows: [{ prompt: 'A boat' }],
		});
		expect(messageOf(result)).toBe(
			`Row 1: 'Prompt' holds "{{ $json.prompt }}" as plain text, so no value was filled in. Switch the field from 'Fixed' to 'Expression'`,
		);
		expect(emulator.current.requests).toEqual([]);
	});

	it('that only speaks of such things is', async () => {
		await run(CLEAR_PROMPTS.map((prompt) => ({ prompt, mode: 'text' })));
		expect(sent().map(({ positivePrompt }) => positivePrompt)).toEqual(CLEAR_PROMPTS);
	});

	it('may not speak of images that the row does not have', async () => {
		const row = { mode: 'referenceImages', images: `${A}, ${A}` };
		const result = await run([
			{ ...row, prompt: '<<<image_2>>> walks' },
			{ ...row, prompt: '<<<image_3>>> walks' },
			{ ...row, prompt: 'as in <<<video_1>>>' },
		]);
		expect(errorsOf(result)).toEqual([
			undefined,
			`Row 2: 'Prompt' mentions "<<<image_3>>>", but this row has 2 images. Add what is missing, or delete "<<<image_3>>>" from the prompt`,
			`Row 3: 'Prompt' mentions "<<<video_1>>>", but this row has no video. Add what is missing, or delete "<<<video_1>>>" from the prompt`,
		]);
		expect(sent()).toHaveLength(1);
	});
});

describe('what was read differently', () => {
	const text = { prompt: 'A boat', mode: 'text' };

	it('is said in one hint for the run, the same of several rows together', async () => {
		const result = await run([
			{ ...text, ratio: '16:9' },
			{ ...text, ratio: '16:09:00' },
			{ ...text, ratio: '16:09:00' },
			{ ...text, ratio: 'portrait' },
			{ ...IMAGE, first: `<${A}>`, ratio: '1:1' },
		]);
		expect(hintsOf(result)).toEqual([
			[
				`Rows 2 and 3: 'Aspect Ratio' was read as 16:9 from "16:09:00"`,
				`Row 4: 'Aspect Ratio' was read as 9:16 from "portrait"`,
				`Row 5: 'First Frame' was read as the link in it from "&lt;${A}>"`,
				`Row 5: 'Aspect Ratio' is not used: the input mode 'First Frame' does not use it`,
			].join('<br>\n'),
		]);
	});

	it('is said of media that the mode does not take', async () => {
		const result = await run([
			{ ...IMAGE, first: A, last: A },
			{ ...text, images: A, sound: true },
			{ ...text, images: 'none' },
		]);
		expect(hintsOf(result)).toEqual([
			[
				`Row 1: 'Last Frame' is not used: the input mode 'First Frame' does not use it`,
				`Row 2: 'Keep Original Sound' is not used: the input mode 'Text' does not use it`,
				`Row 2: 'Reference Images' is not used: the input mode 'Text' does not use it`,
			].join('<br>\n'),
		]);
	});

	it('is at most ten lines long', async () => {
		const words = ['yes', 'no', 'on', 'off', '1', '0'];
		const rows = ['1x1', '9x16', '16x9'].flatMap((ratio) =>
			words.map((sound, index) => ({
				...{ prompt: 'A boat', mode: 'referenceVideo', ratio, sound },
				...{ video: `<${A}>`, images: `"${A}"`, seconds: `0:0${3 + index}` },
			})),
		);
		const [hint = '', ...others] = hintsOf(await run(rows));
		expect(others).toEqual([]);
		const lines = hint.split('<br>\n');
		expect(lines).toHaveLength(10);
		expect(lines.at(-1)).toMatch(/^And \d+ more of this kind\.$/);
	});

	it('is nothing where all is as it is written, defaults included', async () => {
		const result = await runVideos(emulator.current, {
			parameters: {
				completion: 'submit',
				positivePrompt: '={{ $json.prompt }}',
				inputMode: '={{ $json.mode }}',
				firstFrame: A,
			},
			rows: [{ ...IMAGE }],
		});
		expect(hintsOf(result)).toEqual([]);
	});
});
