/**
 * What to take off a key that was pasted with more than itself, in this order: what cannot be seen
 * (and typographic quotes), its name in a header or a file of settings, quotes and the word before
 * it in the header, then blanks and line breaks, which no key has.
 */
const PASTED_WITH: readonly (readonly [RegExp, string])[] = [
	[/[^\s!-~]/g, ''],
	[/^\s*(?:export\s+)?(["'\x60]?)(?:authorization|[\w -]*api[ _-]?key)\1\s*[:=]\s*(?=[^\s=])/i, ''],
	[
		/^\s*(["'\x60]?)\s*(?:authorization\s*:\s*)?(?:bearer[\s:]+)?(["'\x60]?)([^]*?)\2\s*\1[\s,;]*$/i,
		'$3',
	],
	[/\s/g, ''],
];

/** The key itself, as it goes to Runware. */
export function keyIn(pasted: string): string {
	return PASTED_WITH.reduce((key, [what, by]) => key.replace(what, by), pasted);
}
