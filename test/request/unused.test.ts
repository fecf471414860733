import type { Completion } from '../../nodes/Kling/catalog/completions';
import type { Note } from '../../nodes/Kling/parameters/source';
import { parseGeneration } from '../../nodes/Kling/request/generation';
import { rowFiles, sourceOf } from '../parameters/source';
import type { Row } from '../parameters/source';
import { IMAGE, LAST, operationOf, rowOf, VIDEO } from './rows';
import type { ModeName } from './rows';

interface Asked {
	readonly mode: ModeName;
	readonly row?: Row;
	/** The names of those that the row gives itself; those that have the form's value are not told of. */
	readonly given?: readonly string[];
	readonly when?: Completion;
}

/** The sentences of a row that is read, in their order. */
function toldOf({ mode, row = {}, given = Object.keys(row), when = 'wait' }: Asked) {
	const notes: Note[] = [];
	const source = Object.assign(sourceOf(rowOf(mode, row)), {
		tell: (note: Note) => notes.push(note),
		isGiven: (name: string) => given.includes(name),
	});
	parseGeneration(source, rowFiles('photo'), operationOf(mode), when);
	return notes.map(({ what }) => what);
}

/** A sheet with a column for everything. */
const EVERYTHING: Row = {
	aspectRatio: '9:16',
	duration: 5,
	keepOriginalSound: true,
	firstFrame: IMAGE,
	lastFrame: LAST,
	referenceImages: IMAGE,
	referenceVideo: VIDEO,
	video: VIDEO,
};

describe('what a row gives and its mode does not use', () => {
	it.each<[ModeName, string, readonly string[]]>([
		[
			'text',
			'Text',
			['Keep Original Sound', 'First Frame', 'Last Frame', 'Reference Video', 'Reference Images'],
		],
		[
			'firstFrame',
			'First Frame',
			['Aspect Ratio', 'Keep Original Sound', 'Last Frame', 'Reference Video', 'Reference Images'],
		],
		[
			'firstLastFrame',
			'First and Last Frame',
			['Aspect Ratio', 'Keep Original Sound', 'Reference Video', 'Reference Images'],
		],
		[
			'referenceImages',
			'Reference Images',
			['Keep Original Sound', 'First Frame', 'Last Frame', 'Reference Video'],
		],
		['referenceVideo', 'Reference Video', ['First Frame', 'Last Frame']],
	])('is told of %s', (mode, name, labels) => {
		expect(toldOf({ mode, row: EVERYTHING })).toEqual(
			labels.map((label) => `'${label}' is not used: the input mode '${name}' does not use it`),
		);
	});

	it('is nothing for an edit, whose form has no other mode', () => {
		expect(toldOf({ mode: 'edit', row: EVERYTHING })).toEqual([]);
	});

	it('is told of the mode that the media of an automatic row decide', () => {
		const row = { inputMode: 'auto', firstFrame: IMAGE, aspectRatio: '1:1' };
		expect(toldOf({ mode: 'text', row })).toEqual([
			"'Aspect Ratio' is not used: the input mode 'First Frame' does not use it",
		]);
	});

	it('is only what the row gives itself', () => {
		expect(toldOf({ mode: 'firstFrame', row: EVERYTHING, given: [] })).toEqual([]);
		expect(toldOf({ mode: 'firstFrame', row: EVERYTHING, given: ['lastFrame'] })).toEqual([
			"'Last Frame' is not used: the input mode 'First Frame' does not use it",
		]);
	});

	it.each<[unknown, boolean]>([
		[true, true],
		['yes', true],
		['maybe', true],
		[false, false],
		['No', false],
		[0, false],
	])('is the sound that O1 does not make, when the row wants it: %j', (sound, isTold) => {
		expect(toldOf({ mode: 'text', row: { sound } })).toHaveLength(isTold ? 1 : 0);
	});

	it('is the sound of a video that the row does not start from, wanted or not', () => {
		for (const keepOriginalSound of [true, false]) {
			expect(toldOf({ mode: 'text', row: { keepOriginalSound } })).toHaveLength(1);
		}
	});

	it('is a file, when both its source and its field are given', () => {
		const names = ['referenceImagesSource', 'referenceImagesBinaryFields'];
		expect(toldOf({ mode: 'text', given: names })).toEqual([
			"'Reference Images' is not used: the input mode 'Text' does not use it",
		]);
		for (const name of names) expect(toldOf({ mode: 'text', given: [name] })).toEqual([]);
	});

	it('is told of once where link and file are given', () => {
		const given = ['lastFrame', 'lastFrameSource', 'lastFrameBinaryField'];
		expect(toldOf({ mode: 'text', given })).toEqual([
			"'Last Frame' is not used: the input mode 'Text' does not use it",
		]);
	});
});

describe('an option that the way to continue has no use for', () => {
	const HOOK = { 'options.webhookURL': 'https://example.com/hook' };
	const TOLD = "'Webhook URL' is not used: 'When to Continue' is 'When Runware Reports Back'";

	it.each<ModeName>(['text', 'edit'])('is told of in %s', (mode) => {
		expect(toldOf({ mode, row: HOOK, when: 'callback' })).toEqual([TOLD]);
	});

	it.each<Completion>(['wait', 'submit'])('is none where it is of use: %s', (when) => {
		expect(toldOf({ mode: 'text', row: HOOK, when })).toEqual([]);
	});

	it('is none that the row does not give, and none of those that are always of use', () => {
		expect(toldOf({ mode: 'text', row: HOOK, given: [], when: 'callback' })).toEqual([]);
		expect(toldOf({ mode: 'text', row: { 'options.ttl': 60 }, when: 'callback' })).toEqual([]);
	});
});

describe('where nobody listens, or nobody knows what a row gives,', () => {
	it('a row is read just the same', () => {
		const isGiven = () => true;
		const tell = () => undefined;
		for (const ears of [{ isGiven }, { tell }, {}]) {
			const source = Object.assign(sourceOf(rowOf('text', EVERYTHING)), ears);
			expect(parseGeneration(source, rowFiles(), 'generate').mode.value).toBe('text');
		}
	});
});
