import { EVERY_WAY, refusal, requestOf } from './rows';

describe.each(EVERY_WAY)('the prompt of $mode with $model', ({ mode, model }) => {
	it.each([
		['the shortest', 'ab', 'ab'],
		['the longest', 'x'.repeat(2500), 'x'.repeat(2500)],
		['emoji, each as one character', '🎬'.repeat(2500), '🎬'.repeat(2500)],
		['several lines and quotes', 'a "b"\nc\\d', 'a "b"\nc\\d'],
		['typed with blanks around', ' \u200ba boat\u00a0\n', 'a boat'],
		['a number from a sheet', 1984, '1984'],
	])('may be %s', (_what, positivePrompt, expected) => {
		expect(requestOf(mode, { model, positivePrompt })).toHaveProperty('positivePrompt', expected);
	});

	it.each([
		['empty', '', "'Prompt' is empty, but every video needs one"],
		['blank', ' \n\t ', "'Prompt' is empty, but every video needs one"],
		['not there', null, "'Prompt' is empty, but every video needs one"],
		['undefined', undefined, "'Prompt' is empty, but every video needs one"],
		['a letter', 'a', "'Prompt' has 1 character, but it must have 2 to 2,500"],
		['a digit', 7, "'Prompt' has 1 character, but it must have 2 to 2,500"],
		['an emoji', '🎬', "'Prompt' has 1 character, but it must have 2 to 2,500"],
		['a letter between spaces', '  a  ', "'Prompt' has 1 character, but it must have 2 to 2,500"],
		['too long', 'x'.repeat(2501), "'Prompt' has 2,501 characters, but it must have 2 to 2,500"],
		[
			'too many emoji',
			'🎬'.repeat(2501),
			"'Prompt' has 2,501 characters, but it must have 2 to 2,500",
		],
		[
			'a group of fields',
			{ text: 'hi' },
			"'Prompt' is a group of fields, but it must be text. Drag the one field that you need from the input panel onto it",
		],
		[
			'a list',
			['a', 'b'],
			"'Prompt' is a list with 2 entries, but it must be text. Drag the one field that you need from the input panel onto it",
		],
		['true', true, "'Prompt' is true, but it must be text"],
	])('may not be %s', (_what, positivePrompt, message) => {
		expect(refusal(mode, { model, positivePrompt })).toBe(message);
	});
});
