import { printable } from '../../nodes/Kling/parameters/printable';

describe('text in a message', () => {
	it.each([
		['plain', 'plain'],
		['\u{1F433} und Käse', '\u{1F433} und Käse'],
		['a\r\n\tb', 'a\\r\\n\\tb'],
		['a\u0000b\u001b[31m', 'a\\u0000b\\u001b[31m'],
		['16:9\u200b', '16:9\\u200b'],
		['\u202egpj.exe', '\\u202egpj.exe'],
		['a\u2028b\u2029', 'a\\u2028b\\u2029'],
		['\ud800', '\\ud800'],
		['\u{E0001}', '\\u{e0001}'],
	])('shows what cannot be seen: %j', (text, shown) => {
		expect(printable(text, 100)).toBe(shown);
	});

	it.each([
		['x'.repeat(20), 'x'.repeat(20)],
		['x'.repeat(21), `${'x'.repeat(17)}…`],
		['\u{1F433}'.repeat(11), `${'\u{1F433}'.repeat(8)}…`],
		[`${'x'.repeat(20)}\u{1F433}`, `${'x'.repeat(17)}…`],
		['\0'.repeat(4), '\\u0000\\u0000…'],
		['x'.repeat(1e7), `${'x'.repeat(17)}…`],
	])('is cut between characters', (text, shown) => {
		expect(printable(text, 20)).toBe(shown);
	});
});
