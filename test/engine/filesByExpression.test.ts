import type { IWorkflowSettings } from 'n8n-workflow';
import { videoOf } from '../media/boxes';
import { atErrorOutput, combinesFiles } from '../older/differences';
import {
	closeEngine,
	fileStorage,
	type GivenFiles,
	keepFilesIn,
	NODE_NAME,
	type NodeRunResult,
	resultOf,
	runWorkflow,
	START_NAME,
	SUCCESS_NAME,
	workflowAround,
} from './engine';
import { dataUriOf, image, video } from './inputMedia';
import { FILE_LOSER_TYPE } from './nodeTypes';
import {
	credentialOf,
	descriptionOf,
	errorsOf,
	inputsByRow,
	itemsOf,
	jsonOf,
	mediaTasksOf,
	messageOf,
	type Row,
	runVideos,
	SUBMIT_BOAT,
	SUBMIT_EDIT,
	useEmulator,
	type VideoRun,
} from './videoRuns';

afterAll(closeEngine);

const emulator = useEmulator();

const FRAME = { ...SUBMIT_BOAT, inputMode: 'firstFrame', firstFrameSource: 'binary' } as const;
const IMAGES = {
	...SUBMIT_BOAT,
	inputMode: 'referenceImages',
	referenceImagesSource: 'binary',
} as const;
const AUTO = { ...SUBMIT_BOAT, inputMode: 'auto', firstFrameSource: 'binary' } as const;
const CONTINUE = { onError: 'continueRegularOutput' } as const;

const inputsOf = (result: NodeRunResult) => inputsByRow(emulator.current, result);

let workflows = 0;

/** Rows with files → a node that hands on their JSON alone → ours. */
async function behindFileLoser(
	parameters: object,
	files: readonly GivenFiles[],
	settings: IWorkflowSettings = {},
): Promise<NodeRunResult> {
	const around = workflowAround({
		parameters: { ...parameters },
		credential: credentialOf(emulator.current),
		node: CONTINUE,
	});
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	workflows += 1;
	const run = await runWorkflow({
		credential: credentialOf(emulator.current),
		executionId: `behind ${workflows}`,
		items: itemsOf(files.map(() => ({}))),
		files,
		workflow: {
			settings,
			nodes: [
				...around.nodes,
				{
					id: 'prompt',
					name: 'Prompt',
					type: FILE_LOSER_TYPE,
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
			],
			connections: {
				[START_NAME]: to('Prompt'),
				Prompt: to(NODE_NAME),
				[NODE_NAME]: to(SUCCESS_NAME),
			},
		},
	});
	return resultOf(run, NODE_NAME);
}

const first = (file: ReturnType<typeof image>) => ({
	frameImages: [{ image: dataUriOf(file), frame: 'first' }],
});

describe.each(['filesystem', 'memory'] as const)(
	'a file by expression, kept in the %s',
	(place) => {
		beforeAll(async () => await keepFilesIn(place));
		afterAll(async () => await keepFilesIn('filesystem'));

		const [photo, logo] = [image('photo'), image('logo')];
		const files = { photo, logo };

		it.each<[string, object]>([
			['$binary.photo', { ...FRAME, firstFrameBinaryField: '={{ $binary.photo }}' }],
			[
				'$(…).item.binary',
				{ ...FRAME, firstFrameBinaryField: "={{ $('Rows').item.binary.photo }}" },
			],
			['$input.first()', { ...FRAME, firstFrameBinaryField: '={{ $input.first().binary.photo }}' }],
			['$node[…]', { ...FRAME, firstFrameBinaryField: '={{ $node["Rows"].binary.photo }}' }],
			['a list of it', { ...FRAME, firstFrameBinaryField: '={{ [$binary.photo] }}' }],
			['its key', { ...FRAME, firstFrameBinaryField: '={{ Object.keys($binary)[0] }}' }],
			['its place, typed as text', { ...FRAME, firstFrameBinaryField: '$binary.photo' }],
			[
				'the answer of a form',
				{
					...FRAME,
					firstFrameBinaryField:
						"={{ [{ filename: 'photo.png', mimetype: 'image/png', size: 300 }] }}",
				},
			],
			[
				'$input.item.binary',
				{ ...FRAME, firstFrameBinaryField: '={{ $input.item.binary.photo }}' },
			],
			[
				'where a link belongs',
				{ ...SUBMIT_BOAT, inputMode: 'firstFrame', firstFrame: '={{ $binary.photo }}' },
			],
			[
				'the name of the file itself',
				{ ...FRAME, firstFrameBinaryField: '={{ $binary.photo.fileName }}' },
			],
		])('becomes the first frame: %s', async (_what, parameters) => {
			const result = await runVideos(emulator.current, {
				parameters: { ...parameters },
				files: [files],
			});
			expect(messageOf(result)).toBe('');
			expect(inputsOf(result)).toEqual([first(photo)]);
		});

		it.each<[string, string]>([
			['Object.values($binary)', '={{ Object.values($binary) }}'],
			['$binary', '={{ $binary }}'],
			['a list of files', "={{ [$binary.photo, $('Rows').item.binary.logo] }}"],
			['a list of files and names', "={{ [$binary.photo, 'logo'] }}"],
			['the sign *', '*'],
		])('is one of several reference images: %s', async (_what, expression) => {
			const result = await runVideos(emulator.current, {
				parameters: { ...IMAGES, referenceImagesBinaryFields: expression },
				files: [files],
			});
			expect(messageOf(result)).toBe('');
			expect(inputsOf(result)).toEqual([{ referenceImages: [photo, logo].map(dataUriOf) }]);
		});

		it('is told from text, when there is something beside its expression', async () => {
			const result = await runVideos(emulator.current, {
				parameters: { ...FRAME, firstFrameBinaryField: '={{ $binary.photo }} ' },
				files: [files],
			});
			expect(messageOf(result)).toMatch(
				/^Row 1: 'First Frame Input Data Field Name' has other text beside the expression/,
			);
		});

		it('is taken from an earlier node, behind one that loses files, row by row', async () => {
			const expression = "={{ $('Rows').item.binary.photo }}";
			const rows = [{ photo }, { photo: image('other') }, {}];
			const frames = await behindFileLoser({ ...FRAME, firstFrameBinaryField: expression }, rows);
			expect(inputsOf(frames).slice(0, 2)).toEqual([first(photo), first(image('other'))]);
			expect(errorsOf(frames)[2]).toMatch(/^Row 3: 'First Frame' is empty, but/);
			const byName = await behindFileLoser({ ...AUTO, firstFrameBinaryField: 'photo' }, [
				{ photo },
			]);
			expect(errorsOf(byName)).toEqual([
				"Row 1: 'First Frame Input Data Field Name' is \"photo\", but this row has no files. Add a node before this one that delivers the file, or use an expression such as {{ $('Form').item.binary.photo }}",
			]);
			const auto = await behindFileLoser({ ...AUTO, firstFrameBinaryField: expression }, rows);
			expect(inputsOf(auto)).toEqual([first(photo), first(image('other')), undefined]);
		});

		it('is uploaded from an earlier node, too', async () => {
			const clip = { content: videoOf(5), fileName: 'clip.mp4', mimeType: 'video/mp4' };
			const result = await behindFileLoser(
				{
					resource: 'media',
					operation: 'upload',
					mediaSource: 'binary',
					mediaBinaryField: "={{ $('Rows').item.binary.clip }}",
				},
				[{ clip }],
			);
			expect(jsonOf(result)).toMatchObject([{ mediaUUID: expect.any(String) }]);
			const [[upload]] = mediaTasksOf(emulator.current) as [[Row]];
			expect(Buffer.from(String(upload['media']), 'base64').equals(clip.content)).toBe(true);
		});

		it('is named by an upload of several files', async () => {
			const parameters = { ...IMAGES, referenceImagesBinaryFields: 'Photos' };
			const result = await runVideos(emulator.current, {
				parameters,
				files: [{ Photos_1: logo, Photos_0: photo }],
			});
			expect(inputsOf(result)).toEqual([{ referenceImages: [photo, logo].map(dataUriOf) }]);
			const single = await runVideos(emulator.current, {
				parameters: { ...FRAME, firstFrameBinaryField: 'Photos' },
				rows: [{}, {}],
				files: [{ Photos_0: photo }, { Photos_0: photo, Photos_1: logo }],
				node: CONTINUE,
			});
			expect(inputsOf(single)[0]).toEqual(first(photo));
			expect(errorsOf(single)[1]).toBe(
				"Row 2: 'First Frame' has 2 images, but the input mode 'First Frame' allows only one. For several images, use 'Reference Images'",
			);
		});

		it('in Automatic is not lost by a name typed wrongly, and an empty one is not given', async () => {
			const empty = { content: Buffer.alloc(0), fileName: 'x.png', mimeType: 'image/png' };
			const rows = [{ photo }, {}, { photo: empty }];
			const run = async (firstFrameBinaryField: string, of: readonly GivenFiles[]) =>
				await runVideos(emulator.current, {
					parameters: { ...AUTO, firstFrameBinaryField },
					rows: of.map(() => ({})),
					files: of,
					node: CONTINUE,
				});
			expect(inputsOf(await run('photo', rows))).toEqual([first(photo), undefined, undefined]);
			const charges = emulator.current.charges().count;
			expect(errorsOf(await run('phto', rows))).toEqual([
				"Row 1: 'First Frame Input Data Field Name' is \"phto\", but this row's file is in 'photo'. Enter that name",
				"Row 2: 'First Frame Input Data Field Name' is \"phto\", but no row has such a file. The rows have files in 'photo'. Enter that name",
				"Row 3: 'First Frame Input Data Field Name' is \"phto\", but this row's file is in 'photo'. Enter that name",
			]);
			expect(errorsOf(await run('Photo', [{ photo }]))).toEqual([
				"Row 1: 'First Frame Input Data Field Name' is \"Photo\", but this row's file is in 'photo'. Did you mean 'photo'?",
			]);
			expect(emulator.current.charges().count).toBe(charges);
		});

		it('of an edit is missed in the optional reference images', async () => {
			const result = await runVideos(emulator.current, {
				parameters: {
					...SUBMIT_EDIT,
					referenceImagesSource: 'binary',
					referenceImagesBinaryFields: 'Logo',
				},
				files: [{ clip: video('clip'), logo }],
			});
			expect(messageOf(result)).toBe(
				"Row 1: 'Reference Images Input Data Field Names' is \"Logo\", but this row's files are in 'clip' and 'logo'. Did you mean 'logo'?",
			);
			expect(emulator.current.charges().count).toBe(0);
		});
	},
);

const whereCombined = combinesFiles ? describe : describe.skip;

whereCombined.each(['filesystem', 'memory'] as const)(
	'in the combined binary mode, kept in the %s',
	(place) => {
		beforeAll(async () => await keepFilesIn(place));
		afterAll(async () => await keepFilesIn('filesystem'));

		const settings: IWorkflowSettings = { binaryMode: 'combined' };
		const [photo, logo] = [image('photo'), image('logo')];

		it.each<[string, string]>([
			['a name', 'photo'],
			['a path', '_files.photo'],
			...(place === 'memory'
				? []
				: ([
						['a file of the row', '={{ $json._files.photo }}'],
						['a file of a node', "={{ $('Rows').item._files.photo }}"],
					] as [string, string][])),
		])('a file is taken by %s', async (_how, firstFrameBinaryField) => {
			const result = await runVideos(emulator.current, {
				parameters: { ...FRAME, firstFrameBinaryField },
				files: [{ photo, logo }],
				settings,
			});
			expect(messageOf(result)).toBe('');
			expect(inputsOf(result)).toEqual([first(photo)]);
		});

		it('a pause is refused before anything is paid: n8n could not resume it', async () => {
			const result = await runVideos(emulator.current, {
				parameters: { positivePrompt: 'A boat', completion: 'callback' },
				settings,
			});
			expect(messageOf(result)).toMatch(/^Row 1: .*whose setting for files is 'Combined'/);
			expect(emulator.current.tasks).toHaveLength(0);
		});

		it.each(['Photos', '*', 'Photos_0, Photos_1'])(
			'several files are taken by %j',
			async (names) => {
				const result = await runVideos(emulator.current, {
					parameters: { ...IMAGES, referenceImagesBinaryFields: names },
					files: [{ Photos_0: photo, Photos_1: logo }],
					settings,
				});
				expect(messageOf(result)).toBe('');
				expect(inputsOf(result)).toEqual([{ referenceImages: [photo, logo].map(dataUriOf) }]);
			},
		);

		it('a name that is not there is told from those that are', async () => {
			const run = async (mode: object) =>
				await runVideos(emulator.current, {
					parameters: { ...mode, firstFrameBinaryField: 'phto' },
					files: [{ photo, 'my logo': logo }],
					settings,
				});
			for (const mode of [FRAME, AUTO]) {
				expect(messageOf(await run(mode))).toBe(
					"Row 1: 'First Frame Input Data Field Name' is \"phto\", but this row's files are in 'photo' and 'my logo'. Enter one of these names",
				);
			}
		});

		it('a video is uploaded and edited', async () => {
			const result = await runVideos(emulator.current, {
				parameters: SUBMIT_EDIT,
				files: [{ clip: video('clip') }],
				settings,
			});
			expect(jsonOf(result)).toMatchObject([{ status: 'processing' }]);
			expect(mediaTasksOf(emulator.current)).toHaveLength(1);
		});

		if (place === 'filesystem') {
			it('a file of an earlier node is taken behind one that loses files', async () => {
				const result = await behindFileLoser(
					{ ...FRAME, firstFrameBinaryField: "={{ $('Rows').item._files.photo }}" },
					[{ photo }],
					settings,
				);
				expect(inputsOf(result)).toEqual([first(photo)]);
			});
		}
	},
);

describe('files in the JSON of a workflow in the ordinary binary mode', () => {
	it('are no files of the row', async () => {
		const file = { mimeType: 'image/png', data: 'iVBORw0KGgo=' };
		const result = await runVideos(emulator.current, {
			parameters: { ...FRAME, firstFrameBinaryField: 'photo' },
			rows: [{ _files: { photo: file }, photo: file }],
		});
		expect(messageOf(result)).toContain('"photo", but this row has no files');
	});
});

describe('what an expression gives in place of a file', () => {
	it.each<[string, unknown]>([
		['another place of the disk', 'filesystem-v2:../../../etc/passwd'],
		['an absolute place', 'filesystem-v2:/etc/passwd'],
		['a storage that there is not', 'nowhere:a'],
		['a file that there is not', 'filesystem-v2:workflows/1/executions/1/binary_data/x'],
		['no place', 'photo'],
	])('is not opened when it is %s', async (_what, id) => {
		const result = await runVideos(emulator.current, {
			parameters: { ...FRAME, firstFrameBinaryField: '={{ $json.file }}' },
			rows: [{ file: { mimeType: 'image/png', id, data: 'filesystem-v2' } }],
		});
		expect(messageOf(result)).toMatch(
			/^Row 1: 'First Frame Input Data Field Name'(: n8n could not read this row's file | is a group of fields, but it must be)/,
		);
		expect(emulator.current.requests).toEqual([]);
	});
});

describe('a source video', () => {
	const clipOf = (seconds: number) => ({
		clip: { content: videoOf(seconds), fileName: 'clip.mp4', mimeType: 'video/mp4' },
	});

	it.each<[string, object]>([
		['of an edit', SUBMIT_EDIT],
		[
			'to follow',
			{
				...SUBMIT_BOAT,
				inputMode: 'referenceVideo',
				referenceVideoSource: 'binary',
				referenceVideoBinaryField: 'clip',
			},
		],
	])(
		'%s is refused outside of 3 to 10 seconds, before anything is sent',
		async (_what, parameters) => {
			const result = await runVideos(emulator.current, {
				parameters: { ...parameters },
				rows: [{}, {}, {}, {}],
				files: [clipOf(60), clipOf(2.5), clipOf(10.05), clipOf(3)],
				node: CONTINUE,
			});
			const reason = (seconds: number) =>
				expect.stringMatching(
					`Input Data Field Name': the file "clip.mp4" is ${seconds} seconds long, but a video must be 3 to 10 seconds long$`,
				);
			expect(errorsOf(result)).toEqual([reason(60), reason(2.5), undefined, undefined]);
			expect(mediaTasksOf(emulator.current)).toHaveLength(2);
		},
	);

	it('of an edit decides its price where the API tells none', async () => {
		emulator.current.fail({ name: 'emptyDataNotAccepted', on: 'dryRun', times: 9 });
		const options = { spendingLimit: 0.5 };
		const run = async (seconds: number) =>
			await runVideos(emulator.current, {
				parameters: { ...SUBMIT_EDIT, options },
				files: [clipOf(seconds)],
			});
		const short = await run(3);
		expect(messageOf(short)).toBe('');
		expect(jsonOf(short)).toMatchObject([{ status: 'processing' }]);
		expect(messageOf(await run(4))).toMatch(/0\.504/);
		expect(emulator.current.charges().count).toBe(1);
	});
});

describe("a file that n8n's storage loses between its check and its use", () => {
	/** What the run brings when the third file that it opens cannot be opened again. */
	async function withoutTheThird(files: readonly GivenFiles[], run: VideoRun) {
		const storage = await fileStorage();
		const read = storage.getAsStream.bind(storage);
		const readBuffer = storage.getAsBuffer.bind(storage);
		const opened = new Set<string>();
		let lost: string | undefined;
		const open = (id: string) => {
			if (id === lost) throw new Error('ENOENT: no such file');
			opened.add(id);
			if (opened.size === 3) lost ??= id;
		};
		const streams = jest.spyOn(storage, 'getAsStream').mockImplementation(async (id, size) => {
			open(id);
			return await read(id, size);
		});
		const buffers = jest.spyOn(storage, 'getAsBuffer').mockImplementation(async (file) => {
			open(file.id ?? '');
			return await readBuffer(file);
		});
		try {
			const rows = files.map(() => ({}));
			return await runVideos(emulator.current, { rows, files, ...run });
		} finally {
			streams.mockRestore();
			buffers.mockRestore();
		}
	}

	const LOST =
		'Row 3: A file of this row could not be read again, so no video was ordered: ENOENT: no such file';
	const failed = {
		error: LOST,
		details: expect.objectContaining({ code: 'missingInputFile', charged: 'no' }),
	};
	const success = expect.objectContaining({ status: 'success' });
	const clips = (...marks: string[]) => marks.map((mark) => ({ clip: video(mark) }));
	/** The file is lost while the rows before it are made. */
	const ONE_BY_ONE = {
		...SUBMIT_EDIT,
		completion: 'wait',
		download: false,
		options: { maxConcurrent: 1 },
	} as const;

	it.each<[string, object, readonly GivenFiles[]]>([
		['an upload', SUBMIT_EDIT, clips('a', 'b', 'c', 'd')],
		[
			'an image in the request',
			{ ...FRAME, firstFrameBinaryField: 'photo' },
			['a', 'b', 'c', 'd'].map((mark) => ({ photo: image(mark) })),
		],
	])('fails its row alone: %s', async (_what, parameters, files) => {
		const result = await withoutTheThird(files, { parameters: { ...parameters }, node: CONTINUE });
		expect(result.error).toBeUndefined();
		const started = expect.objectContaining({ status: 'processing' });
		expect(jsonOf(result)).toEqual([started, started, failed, started]);
		expect(emulator.current.charges().count).toBe(3);
	});

	it('leaves the finished videos and no input row behind the success output', async () => {
		const { received } = await withoutTheThird(clips('a', 'b', 'c'), {
			parameters: ONE_BY_ONE,
			node: { onError: 'continueErrorOutput' },
		});
		expect(received.map((items) => items.map(({ json }) => json))).toEqual([
			[success, success],
			[atErrorOutput(failed)],
		]);
	});

	it('stops the workflow with an error that names what is paid', async () => {
		const result = await withoutTheThird(clips('a', 'b', 'c'), { parameters: ONE_BY_ONE });
		expect(messageOf(result)).toBe(LOST);
		expect(emulator.current.tasks).toHaveLength(2);
		for (const { taskUUID } of emulator.current.tasks) {
			expect(descriptionOf(result)).toContain(taskUUID);
		}
	});
});

describe('an upload that failed', () => {
	it('is tried again by the next row that needs the file', async () => {
		emulator.current.fail({ name: 'status401', on: 'upload' });
		const clip = video('clip');
		const result = await runVideos(emulator.current, {
			parameters: {
				...SUBMIT_EDIT,
				completion: 'wait',
				download: false,
				options: { maxConcurrent: 1 },
			},
			rows: [{}, {}, {}],
			files: [{ clip }, { clip }, { clip }],
			node: CONTINUE,
		});
		expect(jsonOf(result).map(({ status }) => status)).toEqual([undefined, 'success', 'success']);
		expect(mediaTasksOf(emulator.current)).toHaveLength(2);
		expect(emulator.current.charges().count).toBe(2);
	});
});
