/** The lines that tell what happened when, and those among them that a test compares. */

/** All names, or of many the first and the last. */
export function namesOf(names: readonly string[]): string {
	return names.length <= 6
		? names.join(' ')
		: `${names[0]} … ${names.at(-1)} (${names.length} tasks)`;
}

/** `2 s`, `2.33 s` */
export function seconds(ms: number): string {
	return `${Number((ms / 1000).toFixed(2))} s`;
}

export function only(lines: readonly string[], pattern: RegExp): readonly string[] {
	return lines.filter((line) => pattern.test(line));
}

export function without(lines: readonly string[], pattern: RegExp): readonly string[] {
	return lines.filter((line) => !pattern.test(line));
}

/** What came of it all, without what was sent for it. */
export const results = (lines: readonly string[]): readonly string[] => only(lines, /→/);

/** When the lines happened that match. */
export function timesOf(lines: readonly string[], pattern: RegExp): string {
	return only(lines, pattern)
		.map((line) => line.slice(0, line.indexOf('  ')))
		.join(', ');
}
