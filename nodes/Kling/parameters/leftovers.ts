import { MESSAGES } from './messages';

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

type Sentence = (label: string, found: string) => string;

/** What shows that a text is not what was meant; the first that fits counts. */
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

/** More is no text of a cell. */
const LONGEST = 6000;

/** What a sheet, an expression or a program has left in place of a value. */
export function leftoverIn(
	text: string,
): { readonly found: string; readonly sentence: Sentence } | undefined {
	const read = text.slice(0, LONGEST);
	for (const [pattern, sentence] of BROKEN) {
		const found = pattern.exec(read)?.[0];
		if (found !== undefined) return { found, sentence };
	}
	return undefined;
}
