import { mediaLinks } from '../../nodes/Kling/parameters/linksAndFiles/mediaLinks';
import { ParameterError } from '../../nodes/Kling/parameters/ParameterError';
import { refusalOf } from './source';

const field = { name: 'firstFrame', displayName: 'First Frame' };
const links = (value: unknown) => mediaLinks(() => value, field, 'image');
const LINKS = 'but it must be a public link (https://…) or the media UUID of an uploaded file';
const TAKES = `${LINKS}. To use a file of this row, set 'First Frame From' to 'File'`;

const NOT_WHOLE =
	"'First Frame' is a file as text (data:…) that is not complete, but it must be a public link (https://…) or the media UUID of an uploaded file, or a complete one such as data:image/png;base64,…";

/** What grows with the square of the length takes minutes here, and holds up the whole n8n process. */
const MOST_MS = 20_000;

function within<Result>(mostMs: number, read: () => Result): Result {
	const started = performance.now();
	const result = read();
	expect(performance.now() - started).toBeLessThan(mostMs);
	return result;
}

/** As an image of 1 MB comes out of `base64` on a command line; 10 MB take the same way. */
const WRAPPED_LINES = 14_000;

describe('a very long value is read in reasonable time', () => {
	it('when it is a data URI of 10 MB', () => {
		const value = `data:image/png;base64,${'A'.repeat(1e7)}`;
		expect(within(MOST_MS, () => links(value))).toEqual([value]);
	});

	it('when it is a data URI of 10 MB whose type never ends', () => {
		const message = within(MOST_MS, () =>
			refusalOf(() => links(`data:image/png;${'a'.repeat(1e7)}`)),
		);
		expect(message).toBe(NOT_WHOLE);
	});

	it('when it is a data URI with millions of parameters', () => {
		const message = within(MOST_MS, () =>
			refusalOf(() => links(`data:image/png${';a'.repeat(5e6)}`)),
		);
		expect(message).toBe(NOT_WHOLE);
	});

	it('when it is base64 wrapped over many lines', () => {
		const line = 'A'.repeat(76);
		const value = `data:image/png;base64,\n${`${line}\n`.repeat(WRAPPED_LINES)}`;
		expect(within(MOST_MS, () => links(value))).toEqual([
			`data:image/png;base64,${line.repeat(WRAPPED_LINES)}`,
		]);
	});

	it('when it is 10 MB of no medium at all', () => {
		expect(within(MOST_MS, () => refusalOf(() => links('x'.repeat(1e7))))).toBe(
			`'First Frame' is "${'x'.repeat(57)}…", ${TAKES}`,
		);
	});

	it('when it is a link of 10 MB', () => {
		const value = `https://media.test/${'a'.repeat(1e7)}`;
		expect(within(MOST_MS, () => links(value))).toEqual([value]);
	});

	it.each(['<video src="', '<img src="', '<a href="', '=IMAGE("', '![', '<', '[{"url":"'])(
		'when it is a data URI of 10 MB behind %s',
		(before) => {
			const value = `${before}data:image/png;base64,${'A'.repeat(1e7)}">`;
			const read = () => within(MOST_MS, () => links(value));
			expect(read).not.toThrow(RangeError);
		},
	);

	it.each([
		['spaces', ' '],
		['commas', ','],
		['spaces and commas', ', '],
	])('when it holds a long run of %s', (_what, filler) => {
		const value = `https://media.test/${filler.repeat(60_000)}x`;
		within(MOST_MS, () => {
			try {
				links(value);
			} catch {
				// whether it is taken is not the question here
			}
		});
	});

	it.each([
		['Markdown that never ends', '[](https://x "'],
		['brackets', '['],
		['tags', '<a href="https://x" '],
		['links of Slack that never end', '<https://x|'],
		['formulas', '=IMAGE("https://x" '],
		['attachments as text', 'a (https://x),'],
		['beginnings of links', ' https://'],
		['bullets', '- '],
		['UUIDs in a query', '?x,104fbb02-e409-40ee-a6f7-e8b901d2955b'],
	])('when it is a megabyte of %s', (_what, piece) => {
		const value = piece.repeat(1e6 / piece.length);
		within(MOST_MS, () => {
			try {
				links(value);
			} catch (error) {
				expect(error).toBeInstanceOf(ParameterError);
			}
		});
	});

	it('when it is 100,000 links', () => {
		const value = Array.from({ length: 100_000 }, (_, index) => `https://media.test/${index}.jpg`);
		expect(within(MOST_MS, () => links(value.join(',')))).toHaveLength(100_000);
		expect(within(MOST_MS, () => links(value.join('\n')))).toHaveLength(100_000);
	});
});
