/**
 * What older n8n does differently by its own doing, so that the engine tests can expect it there.
 * What the node itself can do right in every n8n has no place here.
 */
import { version } from 'n8n-core/package.json';

const [major = 0, minor = 0] = version.split('.').map(Number);

function isSince(thatMajor: number, thatMinor: number): boolean {
	return major > thatMajor || (major === thatMajor && minor >= thatMinor);
}

/** Since then a file's item tells its size as a number too; before, in words alone ("6.4 kB"). */
export const tellsBytes = isSince(2, 6);

/** Since then resume links are signed, and turned away with another signature. */
export const signsResumeLinks = isSince(2, 14);

/** Known of 2.8, and not of 1.123: a row's files may stand in its fields. */
export const combinesFiles = isSince(2, 8);

/** Known of 2.41, and not of 2.8: what a node notes beside an execution is saved with it. */
export const savesCustomData = isSince(2, 41);

/**
 * Known of 2.41, and not of 2.8: an agent that asks for its tools gets each call's answer, an error
 * too. Before, only the first call of an agent counts, and an error comes to nothing.
 */
export const answersEachCall = isSince(2, 41);

/** Since then the error output takes items that have `details` beside `error`. */
const routesDetails = isSince(2, 36);

/** The fields of a failed row's item, as far as they can be had at the error output. */
export function atErrorOutput(
	fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
	if (routesDetails) return fields;
	return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'details'));
}
