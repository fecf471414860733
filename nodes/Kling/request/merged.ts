/** Whatever has names to merge by; lists have none. */
function isGroup(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parts of one whole: groups that several of them have become one, and of all else the last counts. */
export function merged<Whole extends object>(parts: ReadonlyArray<Partial<Whole>>): Partial<Whole> {
	const whole: Record<string, unknown> = {};
	for (const part of parts) {
		for (const [name, value] of Object.entries(part)) {
			const before = whole[name];
			whole[name] = isGroup(before) && isGroup(value) ? merged([before, value]) : value;
		}
	}
	return whole as Partial<Whole>; // each name with values of the parts that have it
}
