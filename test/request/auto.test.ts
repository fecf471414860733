import { parseGeneration } from '../../nodes/KlingO1/request/generation';
import { videoRequest } from '../../nodes/KlingO1/request/videoRequest';
import { recordingSource, refusalOf, sourceOf } from '../parameters/source';
import type { Row } from '../parameters/source';
import { IMAGE, imageLinks, LAST, MODELS, requestOf, STANDARD, VIDEO } from './rows';
import type { ModeName } from './rows';

const BASE = { model: STANDARD, inputMode: 'auto', positivePrompt: 'A paper boat' };

const GIVEN = {
	F: 'firstFrame',
	L: 'lastFrame',
	I: 'referenceImages',
	V: 'referenceVideo',
} as const;
const LINKS: Row = {
	firstFrame: IMAGE,
	lastFrame: LAST,
	referenceImages: imageLinks(2),
	referenceVideo: VIDEO,
};

/** A row with the media whose letters stand in `letters`; the other fields hold `blank`. */
function rowWith(letters: string, blank: unknown): Row {
	const media = Object.entries(GIVEN).map(([letter, slot]) => [
		slot,
		letters.includes(letter) ? LINKS[slot] : blank,
	]);
	return { ...BASE, ...Object.fromEntries(media) };
}

const parse = (row: Row) => parseGeneration(sourceOf(row), 'generate');

const KNOWN =
	'a row takes the media of one input mode: Text, First Frame, First and Last Frame, Reference Images or Reference Video';

const BLANKS = ['', '  ', null, undefined, [], [null, '']];

describe('an automatic row', () => {
	it.each([
		['', 'text'],
		['F', 'firstFrame'],
		['FL', 'firstLastFrame'],
		['I', 'referenceImages'],
		['V', 'referenceVideo'],
		['IV', 'referenceVideo'],
	])('with the media "%s" is %s', (letters, mode) => {
		for (const blank of BLANKS) expect(parse(rowWith(letters, blank)).mode.value).toBe(mode);
	});

	it.each([
		['FI', "'First Frame' and 'Reference Images'"],
		['FV', "'First Frame' and 'Reference Video'"],
		['LI', "'Last Frame' and 'Reference Images'"],
		['LV', "'Last Frame' and 'Reference Video'"],
		['FLI', "'First Frame' and 'Last Frame' and 'Reference Images'"],
		['FLV', "'First Frame' and 'Last Frame' and 'Reference Video'"],
		['FIV', "'First Frame' and 'Reference Video' and 'Reference Images'"],
		['LIV', "'Last Frame' and 'Reference Video' and 'Reference Images'"],
		['FLIV', "'First Frame' and 'Last Frame' and 'Reference Video' and 'Reference Images'"],
	])('with the media "%s" is a bad row', (letters, found) => {
		for (const blank of BLANKS) {
			expect(refusalOf(() => parse(rowWith(letters, blank)))).toBe(
				`${found} do not go together; ${KNOWN}`,
			);
		}
	});

	it('with a last frame alone is told what it lacks', () => {
		for (const blank of BLANKS) {
			expect(refusalOf(() => parse(rowWith('L', blank)))).toBe(
				"'Last Frame' needs 'First Frame' beside it",
			);
		}
	});

	it.each<[string, ModeName]>([
		['', 'text'],
		['F', 'firstFrame'],
		['FL', 'firstLastFrame'],
		['I', 'referenceImages'],
		['V', 'referenceVideo'],
	])('with the media "%s" sends what the mode %s would send', (letters, mode) => {
		for (const model of MODELS) {
			const row = { ...rowWith(letters, ''), model };
			expect(videoRequest(parse(row))).toStrictEqual(requestOf(mode, { ...row, inputMode: mode }));
		}
	});

	it('takes the lengths of the mode that it turns out to be', () => {
		expect(parse({ ...rowWith('I', ''), duration: 7 }).settings.duration).toBe(7);
		expect(refusalOf(() => parse({ ...rowWith('F', ''), duration: 7 }))).toBe(
			"'Duration' is 7, but this input mode takes 5 or 10 seconds",
		);
	});

	it('takes the image counts of the mode that it turns out to be', () => {
		const seven = { referenceImages: imageLinks(7) };
		expect(parse({ ...rowWith('I', ''), ...seven }).media.referenceImages).toHaveLength(7);
		expect(refusalOf(() => parse({ ...rowWith('IV', ''), ...seven }))).toBe(
			"'Reference Images' has 7 entries, but the input mode 'Reference Video' takes 0 to 4",
		);
		expect(refusalOf(() => parse({ ...BASE, referenceImages: imageLinks(8) }))).toBe(
			"'Reference Images' has 8 entries, but the input mode 'Reference Images' takes 1 to 7",
		);
	});

	it('never looks at the source video, which is for editing', () => {
		const { source, asked } = recordingSource({ ...rowWith('', ''), video: VIDEO });
		expect(parseGeneration(source, 'generate').mode.value).toBe('text');
		expect(asked).not.toContain('video');
	});

	it('does not ask for what its mode does not take', () => {
		const { source, asked } = recordingSource({ ...rowWith('F', ''), keepOriginalSound: 'wrong' });
		parseGeneration(source, 'generate');
		expect(asked).not.toContain('keepOriginalSound');
		expect(asked).not.toContain('aspectRatio');
	});
});
