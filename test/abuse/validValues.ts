import type { INodeProperties } from 'n8n-workflow';

import type { Random } from '../simulation/random';
import { choicesOf } from './fields';
import type { Field } from './fields';

/** What Runware has already, for rows that ask for it. */
export interface Known {
	readonly taskUUID: string;
	readonly mediaUUID: string;
}

/** What a text field holds; the form tells by its words. */
export type Meaning =
	| 'link'
	| 'taskUUID'
	| 'mediaUUID'
	| 'image file'
	| 'video file'
	| 'shots'
	| 'words';

export function meaningOf({ name, placeholder = '' }: INodeProperties): Meaning {
	const example = exampleIn(placeholder);
	if (/^[0-9a-f-]{36}$/.test(example)) return name === 'taskUUID' ? 'taskUUID' : 'mediaUUID';
	if (example.startsWith('https://')) return 'link';
	if (name === 'shots') return 'shots';
	if (!/BinaryFields?$/.test(name) || name.startsWith('output')) return 'words';
	return /video/i.test(name) ? 'video file' : 'image file';
}

/** Whether a text field takes several entries. */
export function isList({ name, typeOptions }: INodeProperties): boolean {
	return (
		/BinaryFields$/.test(name) ||
		(typeOptions?.rows !== undefined && !['positivePrompt', 'shots'].includes(name))
	);
}

/**
 * A value that the form promises to take.
 * @param mark stands in every link and in all words, so that they are found again
 */
export function validValue(
	property: INodeProperties,
	random: Random,
	known: Known,
	mark: string,
): string | number | boolean {
	switch (property.type) {
		case 'options':
			return random.pick(choicesOf(property));
		case 'boolean':
			return random.chance(0.5);
		case 'number':
			return validNumber(property, random);
		case 'string':
			return validText(property, random, known, mark);
		default:
			throw new Error(`There are no values yet for fields of the type '${property.type}'`);
	}
}

/** A wait of a second: what never ends must not hold up a run. */
export const SHORT_WAIT_MINUTES = 0.02;
/** More than all rows of a run cost, since the strictest row speaks for the run. */
const AMPLE_LIMIT = 10_000;

function validNumber({ name, typeOptions = {} }: INodeProperties, random: Random): number {
	if (name === 'maxWait') return SHORT_WAIT_MINUTES;
	if (name === 'spendingLimit') return AMPLE_LIMIT;
	if (name === 'maxConcurrent') return random.between(10, 100);
	const { minValue = 0, maxValue = minValue + 100 } = typeOptions;
	return random.pick([minValue, maxValue, random.between(minValue, maxValue)]);
}

function validText(property: INodeProperties, random: Random, known: Known, mark: string): string {
	const meaning = meaningOf(property);
	const example = exampleIn(property.placeholder ?? '');
	switch (meaning) {
		case 'taskUUID':
		case 'mediaUUID':
			return known[meaning];
		case 'image file':
			return isList(property) && random.chance(0.5)
				? 'photo, logo'
				: random.pick(['photo', 'data']);
		case 'video file':
			return 'clip';
		case 'shots':
			return `${example} ${mark}\n${random.between(1, 11)} ${mark} arrives`;
		case 'words':
			return `${example === '' || example.includes('{{') ? 'field' : example} ${mark}`;
		case 'link': {
			const links = Array.from(
				{ length: isList(property) ? random.between(1, 4) : 1 },
				(_, index) => `${example}?${mark}-${index}`,
			);
			return links.join(random.pick(['\n', ',', ', ', '\r\n']));
		}
	}
}

/** Whether a row may leave out a field: what is blank by default must be given. */
export function defaultIsValid({ name, variants: [property] }: Field): boolean {
	const isBlank = property.default === '' && !name.includes('.') && name !== 'shots';
	return !isBlank && meaningOf(property) !== 'video file';
}

function exampleIn(placeholder: string): string {
	return placeholder.replace(/^e\.g\. /, '');
}
