/** The fields that are given: with `exactOptionalPropertyTypes`, undefined is not the same as missing. */
export function given<Fields extends object>(
	fields: Fields,
): { readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
	const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries) as {
		[Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
	}; // entries lose their names' types
}
