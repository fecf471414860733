import type { FaultName, FaultRequest } from '../../emulator/server';
import { atErrorOutput } from '../older/differences';
import {
	closeEngine,
	contentOf,
	CREDENTIAL_TYPE,
	type GivenFile,
	keepFilesIn,
	NODE_TYPE,
	type NodeRunResult,
	runWorkflow,
	START_NAME,
} from './engine';
import { dataUriOf, image, video } from './inputMedia';
import { START_TYPE } from './nodeTypes';
import {
	credentialOf,
	descriptionOf,
	inputsByRow,
	jsonOf,
	mediaTasksOf,
	messageOf,
	runVideos,
	type Scenario,
	sideBySide,
	SUBMIT_BOAT,
	SUBMIT_EDIT,
	submitsOf,
	useEmulator,
} from './videoRuns';

afterAll(closeEngine);

const emulator = useEmulator();

const UUID = /^[0-9a-f-]{36}$/;
const FIRST_FRAME = {
	...SUBMIT_BOAT,
	inputMode: 'firstFrame',
	firstFrameSource: 'binary',
	firstFrameBinaryField: 'photo',
} as const;
const FOR_EACH_ROW = { positivePrompt: '={{ $json.prompt }}' } as const;

const inputsOf = (result: NodeRunResult) => inputsByRow(emulator.current, result);

/** The bytes of each upload that was sent. */
function uploads(of = emulator.current): Buffer[] {
	return mediaTasksOf(of)
		.flat()
		.map(({ media }) => Buffer.from(String(media), 'base64'));
}

/** What the emulator keeps under a media UUID. */
async function keptUnder(mediaUUID: unknown): Promise<Buffer> {
	const response = await fetch(`${emulator.current.origin}/media/${String(mediaUUID)}.mp4`);
	expect(response.status).toBe(200);
	return Buffer.from(await response.arrayBuffer());
}

function expectSame(one: Buffer | undefined, { content }: GivenFile): void {
	// Not toEqual, which would take seconds for big files and print them.
	expect(one?.equals(content)).toBe(true);
}

describe.each(['filesystem', 'memory'] as const)('files that n8n keeps in the %s', (place) => {
	beforeAll(async () => await keepFilesIn(place));

	it('are kept there', async () => {
		const photo = image('photo');
		const { runData } = await runVideos(emulator.current, {
			parameters: FIRST_FRAME,
			files: [{ photo }],
		});
		const file = runData[START_NAME]?.[0]?.data?.['main']?.[0]?.[0]?.binary?.['photo'];
		expect(file?.id === undefined).toBe(place === 'memory');
		expectSame(file && (await contentOf(file)), photo);
	});

	it('an image becomes the first frame, inside the request', async () => {
		const photo = image('photo');
		const result = await runVideos(emulator.current, {
			parameters: FIRST_FRAME,
			files: [{ photo }],
		});
		expect(jsonOf(result)).toMatchObject([{ status: 'processing' }]);
		expect(inputsOf(result)).toEqual([
			{ frameImages: [{ image: dataUriOf(photo), frame: 'first' }] },
		]);
		expect(uploads()).toEqual([]);
	});

	it('two images become the first and the last frame', async () => {
		const files = { start: image('start'), end: image('end') };
		const result = await runVideos(emulator.current, {
			parameters: {
				...SUBMIT_BOAT,
				inputMode: 'firstLastFrame',
				firstFrameSource: 'binary',
				firstFrameBinaryField: 'start',
				lastFrameSource: 'binary',
				lastFrameBinaryField: 'end',
			},
			files: [files],
		});
		expect(inputsOf(result)).toEqual([
			{
				frameImages: [
					{ image: dataUriOf(files.start), frame: 'first' },
					{ image: dataUriOf(files.end), frame: 'last' },
				],
			},
		]);
	});

	it('seven images become the reference images, in the order of their names', async () => {
		const names = ['g', 'a', 'f', 'b', 'e', 'c', 'd'];
		const files = Object.fromEntries(names.map((name) => [name, image(name)]));
		const result = await runVideos(emulator.current, {
			parameters: {
				...SUBMIT_BOAT,
				inputMode: 'referenceImages',
				referenceImagesSource: 'binary',
				referenceImagesBinaryFields: names.join(', '),
			},
			files: [files],
		});
		expect(inputsOf(result)).toEqual([
			{ referenceImages: names.map((name) => dataUriOf(image(name))) },
		]);
	});

	it.each([
		[
			'reference video',
			{
				...SUBMIT_BOAT,
				inputMode: 'referenceVideo',
				referenceVideoSource: 'binary',
				referenceVideoBinaryField: 'clip',
			},
			(link: unknown) => ({ referenceVideos: [link] }),
		],
		['source of an edit', SUBMIT_EDIT, (link: unknown) => ({ video: link })],
	])('a video becomes the %s, uploaded before', async (_, parameters, inputsWith) => {
		const clip = video('clip');
		const result = await runVideos(emulator.current, { parameters, files: [{ clip }] });
		const [inputs] = inputsOf(result);
		expect(inputs).toEqual(inputsWith(expect.stringMatching(UUID)));
		const [mediaUUID] = Object.values(Object(inputs)).flat();
		expectSame(await keptUnder(mediaUUID), clip);
		expect(mediaTasksOf(emulator.current)).toEqual([
			[expect.objectContaining({ operation: 'upload' })],
		]);
	});

	it('an image above the inline limit is uploaded, one at the limit is not', async () => {
		const most = 256 * 1024;
		const files = [most, most + 1].map((bytes) => ({ photo: image('photo', { bytes }) }));
		const result = await runVideos(emulator.current, {
			parameters: FIRST_FRAME,
			rows: [{}, {}],
			files,
		});
		const [inside, above] = inputsOf(result).map((inputs) => Object(inputs).frameImages[0].image);
		expect(inside === dataUriOf(files[0]?.photo ?? image(''))).toBe(true);
		expect(above).toMatch(UUID);
		expect(uploads()).toHaveLength(1);
		expectSame(await keptUnder(above), files[1]?.photo ?? image(''));
	});

	it('of three kinds of row stand beside links in one run, by expression', async () => {
		const photo = image('photo');
		const clip = video('clip');
		const link = 'https://media.invalid/a.jpg';
		const result = await runVideos(emulator.current, {
			parameters: {
				...SUBMIT_BOAT,
				inputMode: '={{ $json.mode }}',
				firstFrameSource: '={{ $json.source }}',
				firstFrame: '={{ $json.link }}',
				firstFrameBinaryField: '={{ $json.field }}',
				referenceVideoSource: '={{ $json.source }}',
				referenceVideoBinaryField: '={{ $json.field }}',
				referenceImages: '={{ $json.link }}',
			},
			rows: [
				{ mode: 'firstFrame', source: 'url', link },
				{ mode: 'firstFrame', source: 'binary', field: 'photo' },
				{ mode: 'text' },
				{ mode: 'referenceVideo', source: 'binary', field: 'clip', link },
			],
			files: [{}, { photo }, {}, { clip }],
		});
		expect(inputsOf(result)).toEqual([
			{ frameImages: [{ image: link, frame: 'first' }] },
			{ frameImages: [{ image: dataUriOf(photo), frame: 'first' }] },
			undefined,
			{ referenceVideos: [expect.stringMatching(UUID)], referenceImages: [link] },
		]);
	});

	it('decide the input mode of their row when it is automatic', async () => {
		const [start, end, clip] = [image('start'), image('end'), video('clip')];
		const result = await runVideos(emulator.current, {
			parameters: {
				...SUBMIT_BOAT,
				inputMode: 'auto',
				firstFrameSource: 'binary',
				firstFrameBinaryField: 'start',
				lastFrameSource: 'binary',
				lastFrameBinaryField: 'end',
				referenceVideoSource: 'binary',
				referenceVideoBinaryField: 'clip',
				referenceImagesSource: 'binary',
				referenceImagesBinaryFields: 'one, two',
			},
			rows: [{}, {}, {}, {}, {}],
			files: [
				{},
				{ start },
				{ start, end },
				{ one: start, two: end, other: video('of no field') },
				{ one: end, two: start, clip },
			],
		});
		const first = { image: dataUriOf(start), frame: 'first' };
		expect(inputsOf(result)).toEqual([
			undefined,
			{ frameImages: [first] },
			{ frameImages: [first, { image: dataUriOf(end), frame: 'last' }] },
			{ referenceImages: [dataUriOf(start), dataUriOf(end)] },
			{
				referenceVideos: [expect.stringMatching(UUID)],
				referenceImages: [dataUriOf(end), dataUriOf(start)],
			},
		]);
		expect(uploads()).toHaveLength(1);
	});

	it('are uploaded once a run, in however many rows the same content stands', async () => {
		const [one, other] = [video('one'), video('other')];
		const renamed = { ...one, fileName: 'renamed.mov' };
		const result = await runVideos(emulator.current, {
			parameters: SUBMIT_EDIT,
			rows: [{}, {}, {}, {}],
			files: [{ clip: one }, { clip: other }, { clip: renamed }, { clip: one }],
		});
		expect(jsonOf(result)).toHaveLength(4);
		expect(uploads()).toHaveLength(2);
		const links = inputsOf(result).map((inputs) => Object(inputs).video);
		expect(links).toEqual([links[0], links[1], links[0], links[0]]);
		expectSame(await keptUnder(links[0]), one);
		expectSame(await keptUnder(links[1]), other);
		expect(emulator.current.charges().count).toBe(4);
	});

	it('are neither uploaded nor paid again when their video is there already', async () => {
		const run = {
			parameters: { ...SUBMIT_EDIT, options: { uniqueKey: '={{ $json.key }}' } },
			rows: [{ key: 'a' }, { key: 'b' }],
			files: [{ clip: video('one') }, { clip: video('other') }],
		};
		const first = await runVideos(emulator.current, run);
		const charges = emulator.current.charges();
		const second = await runVideos(emulator.current, run);
		expect(uploads()).toHaveLength(2);
		expect(charges.count).toBe(2);
		expect(emulator.current.charges()).toEqual(charges);
		expect(jsonOf(second).map(({ taskUUID }) => taskUUID)).toEqual(
			jsonOf(first).map(({ taskUUID }) => taskUUID),
		);
	});

	it('are uploaded and paid once under Retry On Fail, but for the row that fails', async () => {
		emulator.current.fail({ name: 'moderationAtSubmit', match: 'forbidden', times: 10 });
		const [bad, good] = [video('bad'), video('good')];
		const result = await runVideos(emulator.current, {
			parameters: { ...SUBMIT_EDIT, ...FOR_EACH_ROW },
			rows: [{ prompt: 'A forbidden boat' }, { prompt: 'A boat' }],
			files: [{ clip: bad }, { clip: good }],
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(result.status).toBe('error');
		expect(emulator.current.charges().count).toBe(1);
		expect(uploads().filter((bytes) => bytes.equals(good.content))).toHaveLength(1);
		expect(uploads().filter((bytes) => bytes.equals(bad.content))).toHaveLength(3);
	});

	it('make the same request by their content, whatever an upload was called', async () => {
		const keyed = { ...SUBMIT_EDIT, options: { uniqueKey: 'the same' } };
		const run = { parameters: keyed, rows: [{}, {}] };
		const clip = video('one');
		await runVideos(emulator.current, {
			...run,
			files: [{ clip }, { clip: { ...clip, fileName: 'renamed.mp4' } }],
		});
		expect(emulator.current.charges().count).toBe(1);
		const other = await runVideos(emulator.current, {
			...run,
			files: [{ clip }, { clip: video('other') }],
		});
		expect(messageOf(other)).toContain('asks for a different video');
	});

	it.each([
		['a dry run', { dryRun: true }, 'valid', 0],
		['a run with a spending limit', { spendingLimit: 10 }, 'processing', 2],
	] as const)('of %s are uploaded once, to be priced', async (_, options, status, charges) => {
		const clip = video('clip');
		const result = await runVideos(emulator.current, {
			parameters: { ...SUBMIT_EDIT, options },
			rows: [{}, {}],
			files: [{ clip }, { clip }],
		});
		expect(jsonOf(result)).toMatchObject([{ status }, { status }]);
		expect(uploads()).toHaveLength(1);
		expect(emulator.current.charges().count).toBe(charges);
	});

	/** Files that no model takes, in the field that they are meant for, and what is said of them. */
	const WRONG: ReadonlyArray<readonly [string, object, () => Record<string, GivenFile>, RegExp]> = [
		[
			'a PDF that is named .jpg',
			FIRST_FRAME,
			() => ({
				photo: {
					content: Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj'),
					fileName: 'photo.jpg',
					mimeType: 'image/jpeg',
				},
			}),
			/'First Frame.*"photo\.jpg" is a PDF, but an image must be a JPG, PNG or WEBP/,
		],
		[
			'an empty file',
			FIRST_FRAME,
			() => ({ photo: { content: Buffer.alloc(0), fileName: 'photo.png', mimeType: 'image/png' } }),
			/'First Frame.*"photo\.png" is empty/,
		],
		[
			'a field that the row does not have',
			FIRST_FRAME,
			() => ({ picture: image('picture') }),
			/'First Frame Input Data Field Name' is "photo", but this row's file is in 'picture'/,
		],
		[
			'a row without files',
			FIRST_FRAME,
			() => ({}),
			/'First Frame Input Data Field Name' is "photo", but this row has no files/,
		],
		[
			'a video of 40 MB',
			SUBMIT_EDIT,
			() => ({ clip: video('clip', '40MiB') }),
			/'Source Video.*"clip\.mp4" is 40\.0 MB, but a video can be at most 32 MB/,
		],
		[
			'an image of 11 MB',
			FIRST_FRAME,
			() => ({ photo: image('photo', { bytes: 11 * 1024 * 1024 }) }),
			/'First Frame.*"photo\.png" is 11\.0 MB, but an image can be at most 10 MB/,
		],
		[
			'an image of 100 × 100 pixels',
			FIRST_FRAME,
			() => ({ photo: image('photo', { width: 100, height: 100 }) }),
			/'First Frame.*"photo\.png" is 100 × 100 pixels, but each side must be at least 300 pixels/,
		],
		[
			'an image too wide for its height',
			FIRST_FRAME,
			() => ({ photo: image('photo', { width: 1200, height: 400 }) }),
			/'First Frame.*"photo\.png" is 1200 × 400 pixels, but the longer side can be at most 2\.5 times/,
		],
		[
			'a video where an image belongs',
			FIRST_FRAME,
			() => ({ photo: video('clip') }),
			/'First Frame.*"clip\.mp4" is a video \(MP4\), but this field needs an image: a JPG, PNG or WEBP/,
		],
		[
			'an image where a video belongs',
			SUBMIT_EDIT,
			() => ({ clip: image('photo') }),
			/'Source Video.*"photo\.png" is an image \(PNG\), but this field needs a video: an MP4, MOV or WEBM/,
		],
	];

	it.each(WRONG)('are refused before any request: %s', async (_, parameters, files, message) => {
		const good = { photo: image('good'), clip: video('good') };
		const result = await runVideos(emulator.current, {
			parameters: { ...parameters },
			rows: [{}, {}],
			files: [good, files()],
		});
		expect(result.status).toBe('error');
		expect(messageOf(result)).toMatch(/^Row 2: /);
		expect(messageOf(result)).toMatch(message);
		expect(descriptionOf(result)).toContain('Nothing was sent to Runware');
		expect(emulator.current.requests).toEqual([]);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'fail their row alone with %s',
		async (onError) => {
			const wrong = WRONG.filter(([, parameters]) => parameters === FIRST_FRAME);
			const result = await runVideos(emulator.current, {
				parameters: FIRST_FRAME,
				rows: wrong.flatMap(() => [{}, {}]),
				files: wrong.flatMap(([, , files]) => [files(), { photo: image('good') }]),
				node: { onError },
			});
			const [success = [], failed = success] = result.outputs;
			const refused = failed.filter(({ json }) => json['status'] === undefined);
			expect(refused).toEqual(
				wrong.map(([, , , message], index) => {
					const fields = {
						error: expect.stringMatching(message),
						details: {
							code: 'invalidParameter',
							charged: 'no',
							advice: 'Correct this row, then run the workflow again.',
						},
					};
					const isRouted = onError === 'continueErrorOutput';
					return {
						json: expect.objectContaining(isRouted ? atErrorOutput(fields) : fields),
						pairedItem: { item: index * 2 },
						...(isRouted && { binary: undefined }),
					};
				}),
			);
			expect(success.filter(({ json }) => json['status'] === 'processing')).toHaveLength(
				wrong.length,
			);
			expect(emulator.current.charges().count).toBe(wrong.length);
		},
	);
});

describe('the file of a Kling node', () => {
	it.each(['filesystem', 'memory'] as const)(
		'is the input of the next one, kept in the %s',
		async (place) => {
			await keepFilesIn(place);
			const node = (name: string, parameters: object) => ({
				id: name,
				name,
				type: NODE_TYPE,
				typeVersion: 1,
				position: [0, 0] as [number, number],
				parameters: { ...parameters },
				credentials: { [CREDENTIAL_TYPE]: { id: 'credential-1', name: 'Runware API' } },
			});
			const to = (name: string) => ({
				main: [[{ node: name, type: 'main' as const, index: 0 }]],
			});
			const { data, status } = await runWorkflow({
				credential: credentialOf(emulator.current),
				executionId: `chain in the ${place}`,
				workflow: {
					nodes: [
						{ ...node(START_NAME, {}), type: START_TYPE, credentials: {} },
						node('Make', { positivePrompt: 'A boat', outputBinaryField: 'boat' }),
						node('Change', {
							operation: 'edit',
							positivePrompt: 'At night',
							videoSource: 'binary',
							videoBinaryField: 'boat',
							completion: 'submit',
						}),
					],
					connections: { [START_NAME]: to('Make'), Make: to('Change') },
				},
			});
			expect(status).toBe('success');
			const [item] = data.resultData.runData['Make']?.[0]?.data?.['main']?.[0] ?? [];
			const file = item?.binary?.['boat'];
			expect(file?.id === undefined).toBe(place === 'memory');
			const [edit] = submitsOf(emulator.current).flat().slice(1);
			const kept = await keptUnder(Object(edit?.['inputs']).video);
			expect(kept.length).toBeGreaterThan(1000);
			expect(file && kept.equals(await contentOf(file))).toBe(true);
			await keepFilesIn('filesystem');
		},
	);
});

describe('an upload', () => {
	const clip = video('clip');
	const edits = (fault: FaultRequest, onError?: 'continueRegularOutput'): Scenario => ({
		faults: [{ on: 'upload', ...fault }],
		run: {
			parameters: SUBMIT_EDIT,
			files: [{ clip }],
			...(onError === undefined ? {} : { node: { onError } }),
		},
	});
	const SURVIVED: readonly FaultName[] = [
		'status503',
		'status429',
		'status502Html',
		'resetBeforeAcceptance',
		'resetAfterAcceptance',
		'garbage',
		'truncatedJson',
		'emptyBody',
		'emptyData',
		'nullData',
	];
	const TOLD = {
		'the key is refused': edits({ name: 'status401' }),
		'the key is refused, and the node continues': {
			...edits({ name: 'status401' }, 'continueRegularOutput'),
			run: {
				parameters: { ...SUBMIT_EDIT, ...FOR_EACH_ROW },
				rows: [{ prompt: 'A boat' }, { prompt: 'A train' }],
				files: [{ clip }, { clip: video('other') }],
				node: { onError: 'continueRegularOutput' },
			},
		},
	} as const satisfies Record<string, Scenario>;
	const { played } = sideBySide<string>({
		...Object.fromEntries(SURVIVED.map((name) => [name, edits({ name })])),
		'three faults in a row': edits({ name: 'status503', times: 3 }),
		...TOLD,
	});

	it.each([...SURVIVED, 'three faults in a row'])('outlives a fault: %s', (name) => {
		const { emulator: own, result } = played(name);
		expect(result.error).toBeUndefined();
		expect(jsonOf(result)).toMatchObject([{ status: 'processing' }]);
		expect(own.charges().count).toBe(1);
		expectSame(uploads(own).at(-1), clip);
		expect(uploads(own)).toHaveLength(name === 'three faults in a row' ? 4 : 2);
	});

	it('that the key is refused for is told, and nothing is paid', () => {
		const { emulator: own, result } = played('the key is refused');
		expect(messageOf(result)).toMatch(/^Row 1: Runware did not accept the API key/);
		expect(descriptionOf(result)).toContain('Nothing was charged');
		expect(submitsOf(own)).toEqual([]);
		expect(uploads(own)).toHaveLength(1);
	});

	it('that fails fails its row alone when the node continues', () => {
		const { emulator: own, result } = played('the key is refused, and the node continues');
		const failures = jsonOf(result).filter(({ status }) => status === undefined);
		expect(failures).toEqual([
			{
				error: expect.stringMatching(/^Row \d: Runware did not accept the API key/),
				details: { code: 'invalidApiKey', charged: 'no', advice: expect.any(String) },
			},
		]);
		expect(jsonOf(result)).toHaveLength(2);
		expect(own.charges().count).toBe(1);
	});
});
