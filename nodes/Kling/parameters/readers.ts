import { given } from '../given';
import { MESSAGES, refusal } from './messages';
import { numbersIn } from './numbers';
import type { Unit } from './numbers';
import { alternatives, quoted } from './ParameterError';
import type { Choice, NamedField, ParameterSource } from './source';
import { isInvisible, trimmed } from './trimmed';

/** Says that a value was read as something that it does not literally say. */
export function tellReading(
	source: ParameterSource,
	{ displayName }: NamedField,
	reading: string,
	written: unknown,
): void {
	source.tell?.({ what: `'${displayName}' was read as ${reading}`, from: quoted(written) });
}

/** How people, sheets and agents write that there is nothing. */
const NOTHING =
	/^(?!["'(<[\])>]$)["'(<[]?(null|nil|none|undefined|n\/a|n\.a\.|-{1,3}|[–—]|empty|blank|leer|keine?|aucune?|ningun[oa]|(none|not|no \w+) (given|provided|specified|available|applicable|set|needed)|no (image|photo|file|video|link)s?)?[\])>"']?$/i;

function saysNothing(text: string): boolean {
	return text.length < 100 && NOTHING.test(trimmed(text));
}

/** A blank cell of a sheet counts as not given, and so do the words for nothing. */
export function isBlank(value: unknown): boolean {
	return (
		value === null ||
		value === undefined ||
		(typeof value === 'string' && (isInvisible(value) || saysNothing(value)))
	);
}

/**
 * A row's value of a field without what says nothing: blanks and invisible characters around text,
 * and the list of one entry or none as which lookups of a base deliver it. Undefined when not given.
 */
export function givenValue(source: ParameterSource, field: NamedField): unknown {
	const value = onlyEntry(source(field.name));
	if (!isBlank(value)) return typeof value === 'string' ? trimmed(value) : value;
	if (typeof value === 'string' && !isInvisible(value)) {
		tellReading(source, field, 'not given', value);
	}
	return undefined;
}

function onlyEntry(value: unknown): unknown {
	if (!Array.isArray(value) || value.length > 1) return value;
	const [entry]: readonly unknown[] = value;
	return typeof entry === 'object' && entry !== null ? value : entry;
}

/** Text; a number from a sheet counts as its digits. Undefined when not given. */
export function text(source: ParameterSource, field: NamedField): string | undefined {
	const value = givenValue(source, field);
	if (value === undefined) return undefined;
	if (typeof value === 'string') return value;
	if (typeof value === 'bigint' || Number.isFinite(value)) return String(value);
	throw refusal(field, MESSAGES.mustBeText, quoted(value), typeof value === 'object');
}

/** The one number that a value can mean and the field takes. */
function onlyNumber(
	source: ParameterSource,
	field: NamedField,
	value: unknown,
	{ fits, unit, wanted }: { fits: (number: number) => boolean; unit?: Unit; wanted: string },
): number {
	const [number, other] = numbersIn(value, unit).filter(fits);
	if (number === undefined) throw refusal(field, MESSAGES.mustBe, quoted(value), wanted);
	if (other !== undefined) {
		throw refusal(field, MESSAGES.ambiguous, quoted(value), `${number} or ${other}`);
	}
	// The field's own unit beside the digits says nothing new.
	const [, digits] = /^[^\d.,:]*([+-]?[\d.]+)[^\d.,:]*$/.exec(String(value)) ?? [];
	if (Number(digits) !== number) tellReading(source, field, String(number), value);
	return number;
}

/** A whole number; "5" counts as 5. Undefined when not given. */
export function wholeNumber(
	source: ParameterSource,
	field: NamedField,
	{ min, max = Infinity, unit }: { min: number; max?: number; unit?: Unit },
): number | undefined {
	const value = givenValue(source, field);
	if (value === undefined) return undefined;
	const range = max === Infinity ? `${min} or more` : `${min} to ${max}`;
	return onlyNumber(source, field, value, {
		fits: (number) => Number.isSafeInteger(number) && number >= min && number <= max,
		...given({ unit }),
		wanted: `a whole number${unit === 'seconds' ? ' of seconds' : ''}, ${range}`,
	});
}

/** A number above 0, or 0 too, fractions allowed; "1.5" counts as 1.5. Undefined when not given. */
export function amount(
	source: ParameterSource,
	field: NamedField,
	{ zero, unit }: { readonly zero: boolean; readonly unit?: Unit },
): number | undefined {
	const value = givenValue(source, field);
	if (value === undefined) return undefined;
	return onlyNumber(source, field, value, {
		fits: (number) => number > 0 || (zero && number === 0),
		...given({ unit }),
		wanted: `a number ${zero ? 'of 0 or more' : 'greater than 0'}${unit === 'USD' ? ' in US dollars' : ''}`,
	});
}

/** Also as a sheet's tick box says it in the languages of its users. */
const WORDS: ReadonlyMap<string, boolean> = new Map([
	...['true', 'yes', 'y', 'on', '1', '1.0', 'checked', '✓', '✔', '✅', '☑'].map(yes),
	...['wahr', 'vrai', 'verdadero', 'verdadeiro', 'vero', 'waar', 'prawda', 'doğru'].map(yes),
	...['истина', 'ja', 'oui', 'si', 'sí', 'sì', 'sim', 'tak', 'evet', 'да'].map(yes),
	...['false', 'no', 'n', 'off', '0', '0.0', 'unchecked', '☐', '✗', '✘', '❌'].map(no),
	...['falsch', 'faux', 'falso', 'onwaar', 'fałsz', 'yanliş', 'yanlış', 'ложь'].map(no),
	...['nein', 'non', 'nee', 'não', 'nie', 'hayır', 'нет'].map(no),
]);

function yes(word: string): [string, boolean] {
	return [word, true];
}

function no(word: string): [string, boolean] {
	return [word, false];
}

/** True or false, and the words that people write for it. Undefined when not given. */
export function yesOrNo(source: ParameterSource, field: NamedField): boolean | undefined {
	const value = givenValue(source, field);
	if (value === undefined || typeof value === 'boolean') return value;
	const isWord = typeof value === 'string' || typeof value === 'number';
	// Phones write a tick with a sign behind it that makes it a picture.
	const word = isWord ? String(value).toLowerCase().replace('\ufe0f', '') : '';
	const meant = WORDS.get(word);
	if (meant === undefined) {
		throw refusal(field, MESSAGES.mustBe, quoted(value), 'true or false');
	}
	if (word !== String(meant)) tellReading(source, field, String(meant), value);
	return meant;
}

/**
 * The value of a drop-down list. An expression may also give the words that the list shows, in
 * any case, since that is what people write into a sheet. Undefined when not given.
 */
export function oneOf<Entry extends Choice>(
	source: ParameterSource,
	field: NamedField,
	entries: readonly Entry[],
): Entry | undefined {
	const value = givenValue(source, field);
	if (value === undefined) return undefined;
	const words = typeof value === 'object' ? '' : String(value);
	const letters = words.length > LONGEST_CHOICE ? '' : lettersOf(words);
	const entry = entries.find((candidate) =>
		[String(candidate.value), candidate.name, candidate.name.replace(/ \(.*\)$/, '')].some(
			(name) => lettersOf(name) === letters,
		),
	);
	if (entry !== undefined) return entry;
	throw refusal(field, MESSAGES.mustBe, quoted(value), choiceNames(entries));
}

const LONGEST_CHOICE = 100;

/** "First Frame", "first_frame" and "firstFrame" are the same. */
function lettersOf(words: string): string {
	return words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** "Text, First Frame or Automatic". */
export function choiceNames(entries: readonly Choice[]): string {
	return alternatives(entries.map(({ name }) => name));
}

/**
 * One of some numbers, as "5" and "5 seconds" too. Undefined when not given.
 * @param unit what the numbers count
 * @param taker what takes them, and `wanted` which ones, for the message
 */
export function oneOfNumbers(
	source: ParameterSource,
	field: NamedField,
	allowed: readonly number[],
	{ unit, taker, wanted }: { readonly unit: Unit; readonly taker: string; readonly wanted: string },
): number | undefined {
	const value = givenValue(source, field);
	if (value === undefined) return undefined;
	const found = numbersIn(value, unit).some((number) => allowed.includes(number));
	if (!found) throw refusal(field, MESSAGES.allows, quoted(value), taker, wanted);
	return onlyNumber(source, field, value, {
		fits: (number) => allowed.includes(number),
		unit,
		wanted,
	});
}

export function isWebLink(value: string): boolean {
	if (!/^https?:\/\/[^/]/i.test(value) || /[\s\p{Cc}]/u.test(value)) return false;
	try {
		return new URL(value).hostname !== ''; // not URL.canParse: Node 20 and 22 forget how, after some thousand calls
	} catch {
		return false;
	}
}
