import { ParameterError } from './ParameterError';
import type { NamedField } from './readers';

/** Every sentence about a value that cannot be read: what was found, what is wrong, what to do. */
export const MESSAGES = {
	takes: (label: string, found: string, wanted: string) =>
		`'${label}' is ${found}, but it takes ${wanted}`,
	takesBy: (label: string, found: string, taker: string, wanted: string) =>
		`'${label}' is ${found}, but ${taker} takes ${wanted}`,
	takesText: (label: string, found: string, isGroup: boolean) =>
		`'${label}' is ${found}, but it takes text${isGroup ? ': choose one of its fields in the expression' : ''}`,
	ambiguous: (label: string, found: string, meanings: string) =>
		`'${label}' is ${found}, which can mean ${meanings}: write it with a point for decimals and nothing between thousands`,
	date: (label: string, found: string, wanted: string) =>
		`'${label}' is ${found}, which looks like a date, but it takes ${wanted}: a sheet may have turned it into one, so set its column to plain text`,

	emptyPrompt: (label: string) => `'${label}' is empty, but every video needs one`,
	promptLength: (label: string, length: number) =>
		`'${label}' has ${length} ${length === 1 ? 'character' : 'characters'}, but it takes 2 to 2,500`,
	sheetError: (label: string, found: string) =>
		`'${label}' is ${found}, an error of the spreadsheet: mend the formula in that cell`,
	loading: (label: string, found: string) =>
		`'${label}' is ${found}: the spreadsheet was still calculating; run again when it is done`,
	programWord: (label: string, found: string) =>
		`'${label}' is ${found}, which is what comes out when an expression finds nothing: check the names in it`,
	groupAsText: (label: string, found: string) =>
		`'${label}' holds ${found}, which is a whole group of fields put into text: choose one of its fields in the expression`,
	expressionAsText: (label: string, found: string) =>
		`'${label}' holds ${found} as plain text, so no value was put in its place: switch the field from 'Fixed' to 'Expression'`,
	placeholder: (label: string, found: string) =>
		`'${label}' holds ${found}, a placeholder that was not filled in: write the value in its place`,
	missingInput: (label: string, token: string, has: string) =>
		`'${label}' speaks of ${token}, but this row has ${has}: add it, or take it out of the prompt`,
	noElements: (label: string, token: string) =>
		`'${label}' speaks of ${token}, but this node sends no elements: use <<<image_1>>> with 'Reference Images'`,

	noLink: (label: string, found: string) =>
		`'${label}' is ${found}, but it takes a public link (https://…) or a 'mediaUUID'; for a file of the row, set '${label} From' to 'File'`,
	noLinkInside: (label: string, found: string) =>
		`'${label}' is ${found}, but it takes a public link (https://…) or a 'mediaUUID': choose it in the expression`,
	noFile: (label: string, found: string) =>
		`'${label}' is ${found}, which is a file and no link: set '${label} From' to 'File'`,
	dataURI: (label: string, found: string, example: string) =>
		`'${label}' ${found}, but it takes a public link (https://…), a 'mediaUUID', or a data URI such as data:${example};base64,…`,
	page: (label: string, found: string, what: string, advice: string) =>
		`'${label}' is ${found}, which is ${what} and not the file itself: ${advice}`,
	privateHost: (label: string, found: string, host: string) =>
		`'${label}' is ${found}, but Runware cannot reach ${host}, which is not on the internet: use a public address`,
	privateMedium: (label: string, found: string, host: string) =>
		`'${label}' is ${found}, but Runware cannot reach ${host}, which is not on the internet: use a public link, or set '${label} From' to 'File'`,
	noWebAddress: (label: string, found: string) =>
		`'${label}' is ${found}, but it takes a link that starts with http:// or https://`,
	noUUID: (label: string, found: string, what: string, example: string) =>
		`'${label}' is ${found}, but a ${what} looks like ${example}`,
	emptyGuard: (label: string) =>
		`'${label}' is set, but it is empty in this row: fill in the column that it takes its value from (upper and lower case count), or remove the option`,
	inexactKey: (label: string, found: string) =>
		`'${label}' is ${found}, but a number this long is not exact, so that different rows would get the same key: store it as text`,
	emptyUUID: (label: string, wanted: string) => `'${label}' is empty; it takes ${wanted}`,
} as const;

/** The error with one of these sentences. */
export function refusal<Facts extends readonly unknown[]>(
	{ displayName }: NamedField,
	sentence: (label: string, ...facts: Facts) => string,
	...facts: Facts
): ParameterError {
	return new ParameterError(displayName, sentence(displayName, ...facts));
}
