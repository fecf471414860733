import { LABELS } from './fields';

/** A message is read, not scrolled through. */
const LONGEST_MESSAGE = 500;
/** Ten reasons, each with its advice. */
const LONGEST_DESCRIPTION = 8000;

/** Invisible, or able to turn a line around or to move a terminal's cursor; half a character too. */
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** The words of a program that has lost its way. */
const PROGRAM_WORDS =
	/\[object |\bundefined\b|\bNaN\b|\bInfinity\b|Cannot (read|convert|set|destructure)|is not (a function|iterable|defined)|\b\w+Error\b|\bError:|Maximum call stack|Invalid (array|string) length|\n\s*at |\(?\w+\.[jt]s:\d+/;

/** What is unclear in a text that people are to read. */
function unclearIn(text: string, longest: number): readonly string[] {
	// Of what is too long anyway, the beginning will do.
	const read = text.slice(0, longest);
	return [
		...(text.length > longest ? [`has ${text.length} characters`] : []),
		...(UNSHOWABLE.test(read) ? ['has characters that cannot be shown'] : []),
		...(PROGRAM_WORDS.test(withoutQuotes(read)) ? ['has the words of a program'] : []),
	];
}

/** What a row's error message lacks. */
export function unclearInMessage(message: string, row: number): readonly string[] {
	return [
		...unclearIn(message, LONGEST_MESSAGE),
		...(message.startsWith(`Row ${row + 1}: `) ? [] : ['does not begin with its row']),
	];
}

/** What n8n shows below the message, as HTML. */
export function unclearInDescription(description: string): readonly string[] {
	const text = description.replaceAll('<br>\n', ' ');
	return [...unclearIn(text, LONGEST_DESCRIPTION), ...(/<[a-z!/]/i.test(text) ? ['has HTML'] : [])];
}

/** The fields that a message names. */
export function labelsIn(message: string): readonly string[] {
	return [...LABELS].filter((label) => message.includes(`'${label}'`));
}

/** What was given may be the words of a program: it stands in quotes. */
function withoutQuotes(text: string): string {
	return text
		.replace(/".*"/s, '"…"')
		.replace(/(The expression in '[^']+' has an error: ).*/s, '$1…');
}
