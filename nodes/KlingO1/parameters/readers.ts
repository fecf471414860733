import { alternatives, ParameterError, quoted } from './ParameterError';

/**
 * One row's value of a parameter by its name, or null where the row has none.
 * Unknown on purpose: expressions deliver anything, and a reader must narrow it.
 */
export type ParameterSource = (name: string) => unknown;

/** What a reader needs of a field; every n8n property has both. */
export interface NamedField {
	readonly name: string;
	readonly displayName: string;
}

/** A blank cell of a sheet counts as not given. */
export function isBlank(value: unknown): boolean {
	return (
		value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
	);
}

/** The text as it was typed; a number from a sheet counts as its digits. Undefined when blank. */
export function text(source: ParameterSource, field: NamedField): string | undefined {
	const value = source(field.name);
	if (isBlank(value)) return undefined;
	if (typeof value === 'string') return value;
	if (typeof value === 'bigint' || Number.isFinite(value)) return String(value);
	throw new ParameterError(
		field.displayName,
		`'${field.displayName}' is ${quoted(value)}, but it takes text${typeof value === 'object' ? ': choose one of its fields in the expression' : ''}`,
	);
}

/** A whole number; "5" counts as 5. Undefined when blank. */
export function wholeNumber(
	source: ParameterSource,
	field: NamedField,
	{ min, max, unit }: { min: number; max?: number; unit?: string },
): number | undefined {
	const value = source(field.name);
	if (isBlank(value)) return undefined;
	const number = asNumber(value);
	const fits =
		number !== undefined &&
		Number.isSafeInteger(number) &&
		number >= min &&
		number <= (max ?? number);
	if (fits) return number;
	const range = max === undefined ? `${min} or more` : `${min} to ${max}`;
	throw new ParameterError(
		field.displayName,
		`'${field.displayName}' is ${quoted(value)}, but it takes a whole number${unit ? ` of ${unit}` : ''}: ${range}`,
	);
}

/** A number above 0, or 0 too, fractions allowed; "1.5" counts as 1.5. Undefined when blank. */
export function amount(
	source: ParameterSource,
	field: NamedField,
	{ zero }: { readonly zero: boolean },
): number | undefined {
	const value = source(field.name);
	if (isBlank(value)) return undefined;
	const number = asNumber(value);
	if (number !== undefined && (number > 0 || (zero && number === 0))) return number;
	throw new ParameterError(
		field.displayName,
		`'${field.displayName}' is ${quoted(value)}, but it takes a number ${zero ? 'of 0 or more' : 'above 0'}`,
	);
}

/** True or false; the texts "true" and "false" count as what they say. Undefined when blank. */
export function yesOrNo(source: ParameterSource, field: NamedField): boolean | undefined {
	const value = source(field.name);
	if (isBlank(value)) return undefined;
	if (typeof value === 'boolean') return value;
	const word = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
	if (word === 'true') return true;
	if (word === 'false') return false;
	throw new ParameterError(
		field.displayName,
		`'${field.displayName}' is ${quoted(value)}, but it takes true or false: write one of these words`,
	);
}

/** An entry of a drop-down list. */
export interface Choice {
	/** What the form shows. */
	readonly name: string;
	/** What a saved workflow holds. */
	readonly value: string | number;
}

/**
 * The value of a drop-down list. An expression may also give the words that the list shows, in
 * any case, since that is what people write into a sheet. Undefined when blank.
 */
export function oneOf<Entry extends Choice>(
	source: ParameterSource,
	field: NamedField,
	entries: readonly Entry[],
): Entry | undefined {
	const value = source(field.name);
	if (isBlank(value)) return undefined;
	const given = typeof value === 'object' ? undefined : String(value).trim().toLowerCase();
	const entry = entries.find(
		(candidate) =>
			String(candidate.value).toLowerCase() === given || candidate.name.toLowerCase() === given,
	);
	if (entry !== undefined) return entry;
	throw new ParameterError(
		field.displayName,
		`'${field.displayName}' is ${quoted(value)}, but it takes ${choiceNames(entries)}`,
	);
}

/** "Text, First Frame or Automatic". */
export function choiceNames(entries: readonly Choice[]): string {
	return alternatives(entries.map(({ name }) => name));
}

/**
 * One of some numbers, as "5" and "5 seconds" too. Undefined when blank.
 * @param unit what the numbers count, in the plural
 * @param taker what takes them, for the message
 */
export function oneOfNumbers(
	source: ParameterSource,
	field: NamedField,
	allowed: readonly number[],
	{ unit, taker }: { readonly unit: string; readonly taker: string },
): number | undefined {
	const value = source(field.name);
	if (isBlank(value)) return undefined;
	const number = typeof value === 'string' ? asNumber(withoutUnit(value, unit)) : asNumber(value);
	if (number !== undefined && allowed.includes(number)) return number;
	const range = `whole ${unit} from ${allowed[0]} to ${allowed.at(-1)}`;
	throw new ParameterError(
		field.displayName,
		`'${field.displayName}' is ${quoted(value)}, but ${taker} takes ${allowed.length > 2 ? range : `${alternatives(allowed)} ${unit}`}`,
	);
}

/** "5 seconds", "5 sec" and "5s" are 5: a list that shows "5 Seconds" invites to write it. */
function withoutUnit(value: string, unit: string): string {
	const [number = '', word = ''] = value.trim().split(/(?<=\d) *(?=[a-z]+$)/i);
	return unit.startsWith(word.toLowerCase()) ? number : value;
}

/** A public http(s) address. Undefined when blank. */
export function webAddress(source: ParameterSource, field: NamedField): string | undefined {
	const value = text(source, field)?.trim();
	if (value === undefined || isWebLink(value)) return value;
	throw new ParameterError(
		field.displayName,
		`'${field.displayName}' is ${quoted(value)}, but it takes a link that starts with http:// or https://`,
	);
}

export function isWebLink(value: string): boolean {
	if (!/^https?:\/\/[^/]/i.test(value) || /[\s\p{Cc}]/u.test(value)) return false;
	try {
		return new URL(value).hostname !== ''; // not URL.canParse: Node 20 and 22 forget how, after some thousand calls
	} catch {
		return false;
	}
}

function asNumber(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string' || !/^[+-]?\d+(\.\d+)?$/.test(value.trim())) return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number : undefined; // not so with 400 digits
}
