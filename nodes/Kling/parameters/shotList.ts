import { MESSAGES, refusal } from './messages';
import { numbersIn, SECOND } from './numbers';
import { quoted } from './ParameterError';
import { checkPrompt } from './prompt';
import type { InputCounts } from './prompt';
import { givenValue, isBlank, tellReading } from './readers';
import type { NamedField, ParameterSource } from './source';
import { trimmed, unfenced } from './trimmed';

/** A part of a video with a prompt of its own. */
export interface Shot {
	readonly prompt: string;
	/** Whole. */
	readonly seconds: number;
}

/** How many shots a video has, and Unicode characters of each prompt. Source: Kling's own tables. */
export const SHOTS = { min: 2, max: 6, longestPrompt: 512 };

/** More is no text of a cell, and no list that anybody means. */
const LONGEST_TEXT = 20_000;

/** A shot as it is written: its seconds and its prompt, still to be checked. */
interface Written {
	readonly seconds: unknown;
	readonly prompt: unknown;
	/** Whether the seconds are a number before a sign, as the number of a list could be. */
	readonly isMarked?: boolean;
}

/**
 * The shots of a video: text with one a line, a list, or either as JSON text. Undefined when not
 * given.
 * @throws ParameterError for whatever is no shot, and for more or fewer than a video has
 */
export function shotList(
	source: ParameterSource,
	field: NamedField,
	inputs: InputCounts,
): readonly Shot[] | undefined {
	const value = givenValue(source, field);
	if (value === undefined) return undefined;
	const entries = entriesOf(value, 0);
	if (entries === undefined) {
		throw refusal(field, MESSAGES.mustBe, quoted(value), 'one shot per line');
	}
	if (entries.length === 0) return undefined;
	const [first] = entries;
	// One line may be what a sheet or an expression has left in place of the shots.
	if (entries.length === 1 && typeof first === 'string') checkPrompt(first, field, inputs);
	if (entries.length < SHOTS.min || entries.length > SHOTS.max) {
		throw refusal(field, MESSAGES.shotCount, entries.length, SHOTS.min, SHOTS.max);
	}
	const written = entries.map(writtenIn);
	const isNumbered = written.every(
		(shot, index) => shot?.isMarked === true && Number(shot.seconds) === index + 1,
	);
	if (isNumbered) throw refusal(field, MESSAGES.numberedShots);
	const shots = written.map((shot, index) => {
		if (shot === undefined) {
			const entry = entries[index];
			const isGroup = typeof entry === 'object' && !Array.isArray(entry);
			throw refusal(field, MESSAGES.shotWithoutSeconds, index + 1, quoted(entry), isGroup);
		}
		return checked(shot, index + 1, field, inputs);
	});
	const isPlain = entries.every(
		(entry) => typeof entry === 'object' || PLAIN.test(trimmed(String(entry))),
	);
	if (!isPlain) {
		tellReading(source, field, shots.map(({ seconds }) => `${seconds} s`).join(' + '), value);
	}
	return shots;
}

/** Lists in groups, as agents and APIs hand them over, beyond which nobody meant shots. */
const DEEPEST = 4;

function entriesOf(value: unknown, depth: number): readonly unknown[] | undefined {
	if (Array.isArray(value)) {
		const [only, second] = value;
		const isAround = typeof only === 'object' && second === undefined && depth < DEEPEST;
		if (isAround && writtenIn(only, 0) === undefined) return entriesOf(only, depth + 1);
		return value.filter((entry) => !isBlank(entry));
	}
	if (typeof value === 'object' && value !== null) {
		const parts = [...partsOf(value).values()];
		const [inner, other] = parts.length === 1 ? parts : parts.filter(Array.isArray);
		const isAround = !isBlank(inner) && other === undefined && depth < DEEPEST;
		return isAround && writtenIn(value, 0) === undefined ? entriesOf(inner, depth + 1) : [value];
	}
	if (typeof value !== 'string' || value.length > LONGEST_TEXT) return undefined;
	const text = unfenced(value);
	return entriesOf(parsed(text) ?? text.split(/\r\n|[\n\r\u2028\u2029]/), depth + 1);
}

/** Of JSON text; undefined where it is none, or none of objects or lists. */
function parsed(text: string): unknown {
	if (!/^[[{]/.test(text)) return undefined;
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? value : undefined;
	} catch {
		return undefined;
	}
}

function writtenIn(entry: unknown, index: number): Written | undefined {
	if (typeof entry === 'string') return writtenInLine(trimmed(entry), index + 1);
	const parts = partsOf(partsOf(entry).get('json') ?? entry);
	const first = (names: readonly string[]) =>
		names.map((name) => parts.get(name)).find((value) => !isBlank(value));
	const seconds = first(SECONDS);
	return seconds === undefined ? undefined : { seconds, prompt: first(PROMPTS) };
}

/** What the two parts of a shot are called. */
const SECONDS = ['seconds', 'duration', 'durationseconds', 'durations', 'secs', 'sec', 'length'];
const PROMPTS = ['prompt', 'positiveprompt', 'text', 'description'];

/** A group's values by the small letters of their names; an item of n8n holds its own under `json`. */
function partsOf(group: unknown): ReadonlyMap<string, unknown> {
	if (typeof group !== 'object' || group === null || Array.isArray(group)) return new Map();
	try {
		return new Map(
			Object.entries(group).map(([name, value]) => [
				name.toLowerCase().replace(/[^a-z]/g, ''),
				value,
			]),
		);
	} catch {
		return new Map(); // an object of an expression need not let itself be looked at
	}
}

const NUMBER = '(\\d{1,4}(?:[.,]\\d{1,3})?)';
const UNIT = `[\\s-]?(?:${SECOND})(?![\\p{L}\\p{N}])\\.?`;
/** Between the seconds and the prompt. */
const SIGNS = '(?:\\s*[:：;,|=>→)–—-]+(?!\\d))?\\s*';

/** As the contract has it: 4 The train leaves, 4s: The train leaves. */
const PLAIN = new RegExp(`^${NUMBER}(?:\\s|${UNIT})`, 'iu');

/** Ways to begin with the seconds; the first that fits counts. */
const FORMS: readonly (readonly [form: RegExp, isMarked: boolean])[] = [
	// 4s The train leaves · 4 s: … · 4 seconds - …
	[new RegExp(`^${NUMBER}${UNIT}${SIGNS}(.*)$`, 'isu'), false],
	// (4s) The train leaves
	[new RegExp(`^[([]\\s*${NUMBER}${UNIT}\\s*[)\\]]${SIGNS}(.*)$`, 'isu'), false],
	// [4] The train leaves
	[new RegExp(`^[([]\\s*${NUMBER}\\s*[)\\]]${SIGNS}(.*)$`, 'isu'), true],
	// 4: The train leaves · 4 | … · 4 - …; but 4-8 is a span of time
	[new RegExp(`^${NUMBER}(?:\\s+[:;,|=–—-]+\\s|\\s*[:：;,|=–—-](?!\\d))\\s*(.*)$`, 'isu'), true],
	// 4 The train leaves
	[new RegExp(`^${NUMBER}\\s+(.*)$`, 'isu'), false],
];

const BULLET = /^(?:[-*•·‣▪◦●○+>#–—]+\s+|[•‣▪◦●○]\s*)/;
/** **Shot 1 (4s):** The train leaves, as AI models write it. */
const BOLD = /^((?:\d{1,2}[.)]\s+)?)\*\*([^*]*)\*\*/;
/** Shot 1: 4s … */
const NAMED =
	/^(?:\d{1,2}[.)]\s+)?(?:shot|scene|clip|part|szene|teil|toma|escena|plan|scena)\s*#?\d{0,2}\s*[.:,|)–—-]*\s*/i;
/** 1. 4s … · 2) (4s) … */
const NUMBERED = /^[(#[]?(\d{1,2})[.)\]]\s+(?=[\d([])/;
const LENGTH = new RegExp(`^[([]?${NUMBER}${UNIT}`, 'iu');

function writtenInLine(line: string, position: number): Written | undefined {
	const unnamed = line.replace(BULLET, '').replace(BOLD, '$1$2').replace(NAMED, '');
	const number = NUMBERED.exec(unnamed);
	if (number !== null && Number(number[1]) !== position) return undefined;
	const rest = number === null ? unnamed : unnamed.slice(number[0].length);
	for (const [form, isMarked] of FORMS) {
		const [, seconds, prompt] = form.exec(rest) ?? [];
		// Before a length with its unit, a number counts the lines.
		const isCount = isMarked || LENGTH.test(prompt ?? '');
		if (seconds !== undefined) return { seconds, prompt, isMarked: isCount };
	}
	return undefined;
}

function checked(
	{ seconds, prompt }: Written,
	position: number,
	field: NamedField,
	inputs: InputCounts,
): Shot {
	const lengths = numbersIn(typeof seconds === 'string' ? trimmed(seconds) : seconds, 'seconds');
	const [length = 0, other] = lengths;
	if (other !== undefined || !Number.isSafeInteger(length) || length < 1) {
		throw refusal(field, MESSAGES.shotSeconds, position, quoted(seconds));
	}
	const isText = typeof prompt === 'string' || typeof prompt === 'number';
	if (!isText && !isBlank(prompt)) {
		throw refusal(field, MESSAGES.shotText, position, quoted(prompt));
	}
	const words = isText ? trimmed(String(prompt)) : '';
	const characters = words.length > LONGEST_TEXT ? words.length : [...words].length;
	if (characters > SHOTS.longestPrompt) {
		throw refusal(field, MESSAGES.shotLength, position, characters, SHOTS.longestPrompt);
	}
	checkPrompt(words, field, inputs);
	if (isBlank(words)) throw refusal(field, MESSAGES.shotWithoutText, position);
	return { prompt: words, seconds: length };
}
