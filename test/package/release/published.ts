/** The versions of this package that the registry has; none when it does not know the package. */
export type Published = readonly string[];

/** What npm itself puts there while the first version waits to be approved. */
const PLACEHOLDER = '0.0.0-stage';

const released = (published: Published) => published.filter((version) => version !== PLACEHOLDER);

export const isFirst = (published: Published): boolean => released(published).length === 0;

const numbers = (version: string) => version.split(/[-+]/, 1)[0]?.split('.').map(Number) ?? [];

function compare(one: string, other: string): number {
	const others = numbers(other);
	const difference = numbers(one).map((number, place) => number - (others[place] ?? 0));
	return difference.find((number) => number !== 0) ?? 0;
}

export const isNewer = (version: string, published: Published): boolean =>
	released(published).every((old) => compare(version, old) > 0);
