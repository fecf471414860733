/** Cuts a list into groups of so many, the last of which may be smaller. */
export function inGroups<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
	return Array.from({ length: Math.ceil(list.length / size) }, (_, group) =>
		list.slice(group * size, (group + 1) * size),
	);
}
