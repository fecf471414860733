import { labelsIn, unclearInDescription, unclearInMessage } from './clarity';

const CLEAR = `Row 1: 'Duration' is "undefined", but the input mode 'Text' of Kling O1 only allows 5 or 10 seconds`;

describe('a message', () => {
	it.each([
		CLEAR,
		'Row 1: Runware rejected this video: No',
		'Row 1: Runware rejected this video: No. Error code: invalidModel.',
		'Row 1: \'Model\' is "[object Object]", but',
	])('is clear: %s', (message) => {
		expect(unclearInMessage(message, 0)).toEqual([]);
	});

	it.each([
		['does not begin with its row', CLEAR.replace('Row 1', 'Row 2')],
		['does not begin with its row', "'Duration' is 7"],
		['has 600 characters', `Row 1: ${'x'.repeat(593)}`],
		['has characters that cannot be shown', 'Row 1: \'Model\' is "a\u0000b"'],
		['has characters that cannot be shown', 'Row 1: \'Model\' is "\u202eb"'],
		['has characters that cannot be shown', 'Row 1: \'Model\' is "a\nb"'],
		['has characters that cannot be shown', 'Row 1: \'Model\' is "\ud800"'],
		['has the words of a program', "Row 1: 'Model' is NaN, but it must be"],
		['has the words of a program', "Row 1: 'Model' is undefined"],
		['has the words of a program', 'Row 1: Cannot read properties of null'],
		['has the words of a program', "Row 1: 'Model' is [object Object]"],
		['has the words of a program', 'Row 1: TypeError: no'],
		['has the words of a program', 'Row 1: Error: no'],
		['has the words of a program', 'Row 1: value.trim is not a function'],
	])('that %s is not: %j', (unclear, message) => {
		expect(unclearInMessage(message, 0)).toContain(unclear);
	});

	it('names the fields that stand in it in quotes', () => {
		expect(labelsIn(CLEAR)).toEqual(['Duration']);
		expect(labelsIn('Row 1: Duration is 7')).toEqual([]);
	});
});

describe('a description', () => {
	it('may have line breaks of its own, and no other HTML', () => {
		expect(unclearInDescription('Row 1: no<br>\nRow 2: &lt;b>')).toEqual([]);
		expect(unclearInDescription('Row 1: <b>no</b>')).toEqual(['has HTML']);
	});
});
