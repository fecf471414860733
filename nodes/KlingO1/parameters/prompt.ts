import { quoted } from './ParameterError';
import type { ParameterError } from './ParameterError';
import { MESSAGES, refusal } from './messages';
import { isBlank, text } from './readers';
import type { NamedField, ParameterSource } from './readers';
import { isInvisible } from './trimmed';

/** How many inputs of each kind a row has, for prompts that speak of them. */
export interface InputCounts {
	readonly images: number;
	readonly videos: number;
}

/** Unicode characters. Source: Runware's documentation of O1. */
export const PROMPT_LENGTH = { min: 2, max: 2500 };

/** Errors of a cell without the "#", in Excel, Google Sheets and LibreOffice and their languages. */
const SHEET_ERRORS = [
	'REF!|N/A|VALUE!|NAME?|DIV/0!|NUM!|NULL!|ERROR!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|EXTERNAL!|PYTHON!|TIMEOUT!|CIRCULAR!',
	'BEZUG!|WERT!|NV|ZAHL!|ÜBERLAUF!|KALK!|FEHLER!', // German
	'VALEUR!|NOM?|NOMBRE!|NUL!|EPARS!|ERREUR!', // French
	'¡REF!|¡VALOR!|¿NOMBRE?|¡DIV/0!|¡NUM!|¡NULO!|¡DESBORDAMIENTO!|¡ERROR!', // Spanish
	'RIF!|VALORE!|NOME?|NULLO!|N/D|VALOR!|NÚM!|NULO!|DESPEJAR!|ERRO!', // Italian, Portuguese
	'VERW!|WAARDE!|NAAM?|GETAL!|LEEG!|N/B|DEEL/0!', // Dutch
	'ADR!|ARG!|NAZWA?|LICZBA!|DZIEL/0!|ZERO!|SAYI!|AD?|DEĞER!|BAŞV!|YOK|BOŞ!|SAYI/0!', // Polish, Turkish
	'ССЫЛКА!|ЗНАЧ!|ИМЯ?|ЧИСЛО!|ДЕЛ/0!|ПУСТО!|Н/Д|ПЕРЕНОС!', // Russian
]
	.join('|')
	.replace(/[?]/g, '\\?');

const SHEET_ERROR = new RegExp(`^["'=]*(#(${SHEET_ERRORS})|err:\\d{3})["']*$`, 'iu');
const LOADING =
	/^(loading|wird geladen|chargement|cargando|caricamento|carregando|laden)( data)?\s*(\.{2,}|…)$/i;

/** Whether a value is the error that a spreadsheet shows in place of one. */
export function isSheetError(value: string): boolean {
	return value.length < 60 && SHEET_ERROR.test(value);
}

type Sentence = (label: string, found: string) => string;

/** What shows that a prompt is not what was meant; the first that fits counts. */
const BROKEN: readonly (readonly [RegExp, Sentence])[] = [
	[SHEET_ERROR, MESSAGES.sheetError],
	[LOADING, MESSAGES.loading],
	[/^["'(<[]?(?:(?:undefined|null|nan)[\s,.;:/|-]*)+[\])>"']?$/i, MESSAGES.programWord],
	[/\[object [A-Z]\w*\]/, MESSAGES.groupAsText],
	[/=?\{\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}\}/, MESSAGES.expressionAsText],
	[
		/^=\{\{.*|^=?\s*\$(?:(?:json|input|node|vars|item)(?:\.\w|\[)|fromAI\(|\(["']).*/,
		MESSAGES.expressionAsText,
	],
	[/\$\{[^{}]*\}/, MESSAGES.placeholder],
];

/**
 * What happens in the video, checked to be what was meant: it is paid for.
 * @throws ParameterError also when there is none
 */
export function promptText(
	source: ParameterSource,
	field: NamedField,
	inputs: InputCounts,
): string {
	const value = source(field.name);
	if (typeof value === 'string' && !isInvisible(value) && isBlank(value)) {
		throw refusal(field, MESSAGES.programWord, quoted(value));
	}
	const words = text(source, field);
	if (words === undefined) throw refusal(field, MESSAGES.emptyPrompt);
	const length = [...words].length;
	if (length < PROMPT_LENGTH.min || length > PROMPT_LENGTH.max) {
		throw refusal(field, MESSAGES.promptLength, length);
	}
	for (const [pattern, sentence] of BROKEN) {
		const found = pattern.exec(words)?.[0];
		if (found !== undefined) throw refusal(field, sentence, quoted(found));
	}
	const problem = missingInput(words, field, inputs);
	if (problem !== undefined) throw problem;
	return words;
}

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
