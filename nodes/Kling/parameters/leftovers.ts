import { MESSAGES } from './messages';

/** Errors of a cell in Excel, Google Sheets and LibreOffice, in any language, one or several. */
const SHEET_ERROR =
	/^(["'=]*(#([¡¿]?\p{L}[\p{L}_]*(\/0)?\s?[!?]|N\/[ABD]|NV|Н\/Д|YOK|GETTING_DATA)|err:\d{3})["']*(?![\p{L}\p{N}])[\s,;]*)+$/iu;
/** What a sheet has calculated nothing of yet, or only shows as text. */
const FORMULA =
	/^=\s*(?:(?:[\w']+!)?\$?[a-z]{1,3}\$?\d+(?![\p{L}\d])|[a-z][a-z\d._]*\(|"[^"]*"\s*&).*/iu;
const LOADING =
	/^(loading|wird geladen|chargement|cargando|caricamento|carregando|laden|calculating|generating|processing|thinking)( data)?\s*(\.{2,}|…)$/i;

type Sentence = (label: string, found: string) => string;

/** What shows that a text is not what was meant; the first that fits counts. */
const BROKEN: readonly (readonly [RegExp, Sentence])[] = [
	[SHEET_ERROR, MESSAGES.sheetError],
	[FORMULA, MESSAGES.formula],
	[LOADING, MESSAGES.loading],
	[/^["'(<[]?(?:(?:undefined|null|nan)[\s,.;:/|-]*)+[\])>"']?$/i, MESSAGES.programWord],
	[/\[object [A-Z]\w*\]/, MESSAGES.groupAsText],
	[/=?\{\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}\}/, MESSAGES.expressionAsText],
	[
		/^=\{\{.*|^=?\s*\$(?:(?:json|input|node|vars|item)(?:\.\w|\[)|fromAI\(|\(["']).*/,
		MESSAGES.expressionAsText,
	],
	[/\$\{[^{}]*\}/, MESSAGES.placeholder],
	[/^https?:\/\/[^\s?#]*\/(?:undefined|null|NaN)(?=[./?#]|$).*/, MESSAGES.programWord],
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
