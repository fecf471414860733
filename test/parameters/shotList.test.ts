import { shotList } from '../../nodes/Kling/parameters/shotList';
import type { Note, ParameterSource } from '../../nodes/Kling/parameters/source';
import { NOTHING } from './forms';
import { NO_SHOTS, OTHER_SHOTS, PLAIN_SHOTS } from './shotForms';
import { refusalOf } from './source';

const field = { name: 'shots', displayName: 'Shots' };
const NO_INPUTS = { images: 0, videos: 0 };

function read(value: unknown, inputs = NO_INPUTS) {
	const notes: Note[] = [];
	const source: ParameterSource = Object.assign(() => value, {
		tell: (note: Note) => notes.push(note),
	});
	return { shots: shotList(source, field, inputs), notes };
}

describe('shots', () => {
	it.each(PLAIN_SHOTS)('written as %j are just that', (written, meaning) => {
		expect(read(written)).toEqual({ shots: meaning, notes: [] });
	});

	it.each(OTHER_SHOTS)('written as %j are told as they were read', (written, meaning) => {
		const { shots, notes } = read(written);
		expect(shots).toEqual(meaning);
		expect(notes.map(({ what }) => what)).toEqual(["'Shots' was read as 4 s + 3 s"]);
	});

	it.each(NO_SHOTS)('are not %j, and the message says why', (written, message) => {
		expect(refusalOf(() => read(written))).toBe(message);
	});

	it('are no objects that do not let themselves be looked at', () => {
		const closed = Object.defineProperty({}, 'prompt', {
			enumerable: true,
			get: () => {
				throw new Error('do not touch');
			},
		});
		expect(refusalOf(() => read([closed, closed]))).toMatch(
			/^In 'Shots', shot 1 is a group of fields, but each shot must have the fields 'seconds' and 'prompt'/,
		);
	});

	it.each([...NOTHING, [], [''], [null], [null, ''], 'none\nnone'])(
		'are not given by %j',
		(written) => {
			expect(read(written).shots).toBeUndefined();
		},
	);

	it('may have 512 characters each, emoji as one, and be six', () => {
		const prompts = ['x'.repeat(512), '🎬'.repeat(512), 'a', 'b', 'c', 'd'];
		const written = prompts.map((prompt) => `1 ${prompt}`).join('\n');
		expect(read(written).shots).toEqual(prompts.map((prompt) => ({ prompt, seconds: 1 })));
	});

	it('may speak of the images that the row has', () => {
		const written = '4 <<<image_1>>> smiles\n3 <<<image_2>>> waves';
		expect(read(written, { images: 2, videos: 0 }).shots).toHaveLength(2);
		expect(refusalOf(() => read(written, { images: 1, videos: 0 }))).toContain('<<<image_2>>>');
	});

	it.each([
		['4 '.repeat(9_000)],
		[`4${' '.repeat(15_000)}\n${' '.repeat(4_000)}x`],
		[`4s${':'.repeat(15_000)}\n3 b`],
		[`${'[('.repeat(9_000)}\n3 b`],
		[`4 a\n${'shot '.repeat(3_000)}`],
		['{"json":'.repeat(2_000)],
		['{"json":'.repeat(2_000) + 'null' + '}'.repeat(2_000)],
		[`4 a\n${'**'.repeat(9_000)}`],
		[JSON.stringify(Array.from({ length: 2_000 }, () => '4 a'))],
	])('are read in no time, however hostile', (written) => {
		const start = performance.now();
		expect(() => read(written)).toThrow(Error);
		expect(performance.now() - start).toBeLessThan(500);
	});
});
