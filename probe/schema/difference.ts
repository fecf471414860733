/** Ours, theirs, and where it stands in our code. */
export interface Difference {
	readonly model: string;
	/** `all modes` where it is the same in each. */
	readonly mode: string;
	readonly what: string;
	readonly ours: string;
	readonly theirs: string;
	readonly where: string;
	/** Whether Runware would refuse what the node sends, or takes what the node does not offer. */
	readonly kind: 'refused' | 'not offered';
	/** The documents that say so. */
	readonly saidBy: readonly string[];
}

export function asLine({ model, mode, what, ours, theirs, where, saidBy }: Difference): string {
	const place = [model, ...(mode === '' ? [] : [mode]), what].join(' · ');
	return `${place}: ours ${ours}; theirs ${theirs} (${saidBy.join(' and ')}). Ours stands in ${where}`;
}

type Key = keyof Omit<Difference, 'mode' | 'saidBy'>;
const SAME: readonly Key[] = ['model', 'what', 'ours', 'theirs', 'where', 'kind'];

/** What several documents say, or what holds in several modes, is one line. */
export function together(differences: readonly Difference[], modes: number): readonly Difference[] {
	const byMode = merged(differences, (one) => [...SAME.map((key) => one[key]), one.mode]);
	const across = new Map<string, Difference[]>();
	for (const one of byMode) {
		const key = JSON.stringify([...SAME.map((name) => one[name]), one.saidBy]);
		across.set(key, [...(across.get(key) ?? []), one]);
	}
	return [...across.values()].flatMap((group) => {
		const [first] = group;
		if (first === undefined) return [];
		const names = group.map(({ mode }) => mode).filter(Boolean);
		const mode = names.length >= modes ? 'all modes' : names.join(', ');
		return [{ ...first, mode }];
	});
}

function merged(
	differences: readonly Difference[],
	keyOf: (difference: Difference) => unknown,
): readonly Difference[] {
	const groups = new Map<string, Difference>();
	for (const one of differences) {
		const key = JSON.stringify(keyOf(one));
		const before = groups.get(key);
		const saidBy = [...new Set([...(before?.saidBy ?? []), ...one.saidBy])];
		groups.set(key, { ...one, saidBy });
	}
	return [...groups.values()];
}

/**
 * Values in words: numbers that follow each other among the tried ones as ranges, `3 to 10, 15`, and
 * `60 and more` where the highest that was tried is one of them.
 */
export function written(values: readonly unknown[], tried = values): string {
	if (values.length === 0) return 'none';
	const order = tried.filter((value) => typeof value === 'number').sort((a, b) => a - b);
	if (order.length < tried.length) return values.map(String).join(', ');
	const ranges: number[][] = [];
	for (const [index, number] of order.entries()) {
		if (!values.includes(number)) continue;
		const last = ranges.at(-1);
		const before = order[index - 1];
		if (last !== undefined && before !== undefined && last.at(-1) === before) last.push(number);
		else ranges.push([number]);
	}
	return ranges
		.map((range) => {
			if (range.length < 3) return range.join(', ');
			return range.at(-1) === order.at(-1)
				? `${range[0]} and more`
				: `${range[0]} to ${range.at(-1)}`;
		})
		.join(', ');
}
