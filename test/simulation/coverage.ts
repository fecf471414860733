/** How often each thing happened that a schedule can contain. */
export type Coverage = Map<string, number>;

export function count(coverage: Coverage, what: string, times = 1): void {
	coverage.set(what, (coverage.get(what) ?? 0) + times);
}

export function addTo(total: Coverage, more: Iterable<readonly [string, number]>): void {
	for (const [what, times] of more) count(total, what, times);
}

export function coverageTable(coverage: Coverage): string {
	const rows = [...coverage].sort(([one], [other]) => (one < other ? -1 : 1));
	const width = Math.max(0, ...rows.map(([what]) => what.length));
	return rows.map(([what, times]) => `  ${what.padEnd(width)}  ${times}`).join('\n');
}
