import { quoted } from './ParameterError';
import type { ParameterError } from './ParameterError';
import { leftoverIn } from './leftovers';
import { MESSAGES, refusal } from './messages';
import { isBlank, text } from './readers';
import type { NamedField, ParameterSource } from './source';
import { trimmed } from './trimmed';

/** How many inputs of each kind a row has, for prompts that speak of them. */
export interface InputCounts {
	readonly images: number;
	readonly videos: number;
}

/** Unicode characters. Source: Runware's documentation of O1. */
export const PROMPT_LENGTH = { min: 2, max: 2500 };

/**
 * What happens in the video, checked to be what was meant: it is paid for.
 * @param missing why a row without one is refused
 * @throws ParameterError also when there is none
 */
export function promptText(
	source: ParameterSource,
	field: NamedField,
	inputs: InputCounts,
	missing = () => refusal(field, MESSAGES.emptyPrompt),
): string {
	const value = source(field.name);
	// Before it is read: words such as null would count as not given.
	if (typeof value === 'string') refuseLeftover(trimmed(value), field);
	const words = text(source, field);
	if (words === undefined) throw missing();
	const length = [...words].length;
	if (length < PROMPT_LENGTH.min || length > PROMPT_LENGTH.max) {
		throw refusal(field, MESSAGES.promptLength, length);
	}
	checkPrompt(words, field, inputs);
	return words;
}

/** @throws ParameterError for words that nobody can mean, and for inputs that the row does not have */
export function checkPrompt(words: string, field: NamedField, inputs: InputCounts): void {
	refuseLeftover(words, field);
	if (SAYS_NOTHING.test(words) && !isBlank(words)) {
		throw refusal(field, MESSAGES.noWords, quoted(words));
	}
	const problem = missingInput(words, field, inputs);
	if (problem !== undefined) throw problem;
}

function refuseLeftover(words: string, field: NamedField): void {
	const leftover = leftoverIn(words);
	if (leftover !== undefined) throw refusal(field, leftover.sentence, quoted(leftover.found));
}

/** Only signs, or what a tick box and a formula without an answer give. Pictures do say something. */
const SAYS_NOTHING =
	/^(?:[^\p{L}\p{N}\p{So}\p{Extended_Pictographic}]+|true|false|wahr|falsch|vrai|faux)$/iu;

/** Kling's way to speak of an input: images and videos count from 1, each in the order given. */
const INPUT = /<<<\s*(image|video|element)_?(\d+)\s*>>>/gi;

function missingInput(
	words: string,
	field: NamedField,
	{ images, videos }: InputCounts,
): ParameterError | undefined {
	for (const [token, kind = '', number] of words.matchAll(INPUT)) {
		const isImage = kind.toLowerCase() === 'image';
		if (kind.toLowerCase() === 'element') return refusal(field, MESSAGES.noElements, token);
		const has = isImage ? images : videos;
		if (Number(number) >= 1 && Number(number) <= has) continue;
		const many =
			has === 0
				? `no ${kind.toLowerCase()}`
				: `${has} ${kind.toLowerCase()}${has === 1 ? '' : 's'}`;
		return refusal(field, MESSAGES.missingInput, quoted(token), many);
	}
	return undefined;
}
