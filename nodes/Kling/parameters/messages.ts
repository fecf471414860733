import { ParameterError } from './ParameterError';
import type { NamedField } from './source';

const LINK = 'a public link (https://…) or the media UUID of an uploaded file';
const CASE = 'Check the column that it takes its value from (upper and lower case matter)';
const DRAG = 'Drag the one field that you need from the input panel onto it';
const READY = "Choose 'When the Video Is Ready'";
const grouped = (count: number) => count.toLocaleString('en-US');
const pauseOf = (label: string) => `'${label}' is 'When Runware Reports Back', but`;

/** Every sentence about what a user gave: what was found, what is wrong with it, what to do. */
export const MESSAGES = {
	mustBe: (label: string, found: string, wanted: string) =>
		`'${label}' is ${found}, but it must be ${wanted}`,
	allows: (label: string, found: string, taker: string, wanted: string) =>
		`'${label}' is ${found}, but ${taker} only allows ${wanted}`,
	mustBeText: (label: string, found: string, isGroup: boolean) =>
		`'${label}' is ${found}, but it must be text${isGroup ? `. ${DRAG}` : ''}`,
	emptyChoice: (label: string, choices: string) => `'${label}' is empty. Choose ${choices}`,
	ambiguous: (label: string, found: string, meanings: string) =>
		`'${label}' is ${found}, which can mean ${meanings}. Write it with a point before the decimals and nothing between the thousands`,
	date: (label: string, found: string, wanted: string) =>
		`'${label}' is ${found}, which looks like a date, but it must be ${wanted}. A sheet may have turned it into a date: format its column as plain text, and enter the value again`,
	longestWait: (label: string, found: string) =>
		`'${label}' is ${found}, but the longest wait is 10,080 minutes (a week)`,
	droppedName: (label: string, found: string) =>
		`'${label}' is ${found}, but n8n cannot use this name. Enter another one, such as data`,
	failedExpression: (label: string, reason: string) =>
		`The expression in '${label}' has an error: ${reason}. Open the field and correct it`,

	emptyPrompt: (label: string) => `'${label}' is empty, but every video needs one`,
	emptyPromptAndShots: (label: string) =>
		`'${label}' and 'Shots' are both empty, but every video needs one of them`,
	unusedShots: (label: string, taker: string) =>
		`'${label}' is empty, and 'Shots' cannot take its place, because ${taker} does not use it`,
	promptLength: (label: string, length: number) =>
		`'${label}' has ${grouped(length)} ${length === 1 ? 'character' : 'characters'}, but it must have 2 to 2,500`,
	sheetError: (label: string, found: string) =>
		`'${label}' is ${found}, which is an error of the spreadsheet. Correct the formula in that cell`,
	formula: (label: string, found: string) =>
		`'${label}' is ${found}, which is a formula in place of its result. Format its cell as 'Automatic' or 'General', and enter the formula again`,
	loading: (label: string, found: string) =>
		`'${label}' is ${found}, so the spreadsheet was still calculating. Run the workflow again when it is done`,
	programWord: (label: string, found: string) =>
		`'${label}' is ${found}, which an expression gives when it finds nothing. Check the names in the expression`,
	noWords: (label: string, found: string) =>
		`'${label}' is ${found}, which does not say what happens in the video. Check the column that it takes its value from`,
	groupAsText: (label: string, found: string) =>
		`'${label}' holds ${found}: a whole group of fields was put into the text. ${DRAG}`,
	expressionAsText: (label: string, found: string) =>
		`'${label}' holds ${found} as plain text, so no value was filled in. Switch the field from 'Fixed' to 'Expression'`,
	placeholder: (label: string, found: string) =>
		`'${label}' holds ${found}, a placeholder that was not filled in. Delete it, and drag the field that holds the value there`,
	missingInput: (label: string, token: string, has: string) =>
		`'${label}' mentions ${token}, but this row has ${has}. Add what is missing, or delete ${token} from the prompt`,
	noElements: (label: string, token: string) =>
		`'${label}' mentions ${token}, which this node cannot use. Put the picture in 'Reference Images', and write <<<image_1>>> in its place`,

	shotCount: (label: string, found: number, min: number, max: number) =>
		`'${label}' has ${found} ${found === 1 ? 'shot' : 'shots'}, but it must have ${min} to ${max}, one per line${found === 1 ? ". For a single shot, use 'Prompt' and 'Duration'" : ''}`,
	shotWithoutSeconds: (label: string, shot: number, found: string, isGroup: boolean) =>
		`In '${label}', shot ${shot} is ${found}, but each shot must ${isGroup ? "have the fields 'seconds' and 'prompt'" : 'begin with its seconds, such as 4s: The train leaves'}`,
	numberedShots: (label: string) =>
		`The lines of '${label}' begin with 1, 2 and so on, which may be their numbers instead of their seconds. Begin each shot with its seconds, such as 4s: The train leaves`,
	shotSeconds: (label: string, shot: number, found: string) =>
		`In '${label}', shot ${shot} has ${found} as its length, but it must be a whole number of seconds, 1 or more`,
	shotText: (label: string, shot: number, found: string) =>
		`In '${label}', the prompt of shot ${shot} is ${found}, but it must be text. Use the field that holds its text`,
	shotWithoutText: (label: string, shot: number) =>
		`In '${label}', shot ${shot} does not say what happens. Write it after the seconds, such as 4s: The train leaves (in a list, in its field 'prompt')`,
	shotLength: (label: string, shot: number, found: number, most: number) =>
		`In '${label}', shot ${shot} has ${grouped(found)} characters, but it can have at most ${most}`,
	shotsTogether: (label: string, seconds: number, taker: string, wanted: string) =>
		`The shots in '${label}' last ${seconds} seconds together, but ${taker} only allows ${wanted}. Change their seconds`,

	noLink: (label: string, found: string) =>
		`'${label}' is ${found}, but it must be ${LINK}. To use a file of this row, set '${label} From' to 'File'`,
	noLinkInside: (label: string, found: string) =>
		`'${label}' is ${found}, but it must be ${LINK}. Drag the one field that holds it from the input panel`,
	noFile: (label: string) =>
		`'${label}' holds a file, but it must be a link. Set '${label} From' to 'File'`,
	dataURI: (label: string, found: string, example: string) =>
		`'${label}' is ${found}, but it must be ${LINK}, or a complete one such as data:${example};base64,…`,
	page: (label: string, found: string, what: string, advice: string) =>
		`'${label}' is ${found}, which is ${what} and not the file itself. ${advice}`,
	privateHost: (label: string, found: string, host: string) =>
		`'${label}' is ${found}, but Runware cannot reach ${host}, which is not on the internet. Use a public address`,
	privateMedium: (label: string, found: string, host: string) =>
		`'${label}' is ${found}, but Runware cannot reach ${host}, which is not on the internet. Use a public link, or set '${label} From' to 'File'`,
	noWebAddress: (label: string, found: string) =>
		`'${label}' is ${found}, but it must be a link that starts with http:// or https://`,
	noUUID: (label: string, found: string, what: string, example: string, where: string) =>
		`'${label}' is ${found}, but a ${what} looks like ${example}. Enter ${where}`,
	emptyUUID: (label: string, where: string) => `'${label}' is empty. Enter ${where}`,

	emptyMedia: (label: string, taker: string, needed: string) =>
		`'${label}' is empty, but ${taker} needs ${needed}`,
	tooManyMedia: (label: string, found: string, taker: string, allowed: string, isFrame: boolean) =>
		`'${label}' has ${found}, but ${taker} allows ${allowed}${isFrame ? ". For several images, use 'Reference Images'" : ''}`,
	lonelyMedia: (_label: string, found: string, missing: string) =>
		`${found} cannot be used without ${missing}. Fill in ${missing} in this row too`,
	mixedMedia: (_label: string, found: string, modes: string) =>
		`${found} cannot be used in the same row. Keep what belongs to one input mode (${modes}), and leave the rest empty`,
	emptyUpload: (label: string) => `'${label}' is empty. Enter a link, or choose a file`,
	severalUploads: (label: string, found: number) =>
		`'${label}' has ${found} entries, but each row can upload only one. Put each one in its own row`,

	noFileName: (label: string, found: string, isInList: boolean) =>
		`'${label}' ${isInList ? 'holds' : 'is'} ${found}, but it must be the name of one field that holds a file, such as data, or an expression such as {{ $('Form').item.binary.photo }}`,
	besideFile: (label: string) =>
		`'${label}' has other text beside the expression, such as the word data. Delete that text. For several files, write {{ [$binary.one, $binary.two] }}`,
	missingFile: (label: string, name: string, has: string, advice: string) =>
		`'${label}' is ${name}, but ${has}. ${advice}`,
	unreadableFile: (label: string, reason: string) =>
		`'${label}': n8n could not read this row's file (${reason}). Run the workflow again from the node that delivers it`,

	emptyGuard: (label: string) =>
		`'${label}' was added under 'Options', but it is empty in this row. ${CASE}, or remove it there`,
	inexactKey: (label: string, found: string) =>
		`'${label}' is ${found}, but in a number this long the last digits get lost, so different rows could get the same key. Format its column as plain text, and enter the keys again`,
	emptyKeyPart: (label: string, found: string) =>
		`'${label}' is only ${found} in this row, because its expression is empty. ${CASE}`,
	unsteadyKey: (label: string) =>
		`'${label}' is different each time it is read, because its expression uses the current time or a random value. A repeated run would pay for the video again. Use a value that stays the same for the row, such as an ID`,
	sameKey: (label: string, found: string, row: number) =>
		`'${label}' is ${found}, as in row ${row}, which asks for a different video. Rows with the same key share one video: give each video its own key`,
	sameUpload: (label: string, found: string, row: number) =>
		`'${label}' is ${found}, as in row ${row}, so one video would replace the other. Give each row its own address`,
	oneUpload: (label: string, videos: number) =>
		`'${label}' is one address, but 'Number of Videos' is ${videos}, so each video would replace the one before. Make one video per row`,
	videosOfPause: (label: string, videos: number, row: number) =>
		`'${label}' is ${videos}, but row ${row} pauses the execution, which then continues with one video per row. Set it to 1, or choose another 'When to Continue' in that row`,

	pauseForVideos: (label: string) =>
		`${pauseOf(label)} then each row can make only one video. Set 'Number of Videos' to 1`,
	pauseOfTool: (label: string) =>
		`${pauseOf(label)} an AI agent's tool cannot pause the execution. ${READY}`,
	pauseCombined: (label: string) =>
		`${pauseOf(label)} n8n cannot resume a workflow whose setting for files is 'Combined'. ${READY}`,
	pauseForRows: (label: string, most: number, rows: number) =>
		`${pauseOf(label)} an execution can pause for at most ${most} rows, and this run has ${rows}. Add a 'Loop Over Items' node before this one, with a batch size of ${most} or less`,
	pauseOffline: (label: string, origin: string) =>
		`${pauseOf(label)} Runware cannot reach n8n at ${origin}, which is not on the internet. ${READY}, or ask whoever runs your n8n to set the environment variable N8N_WEBHOOK_URL (before n8n 2.30: WEBHOOK_URL) to its public address`,
	pauseAddress: (label: string, found: string) =>
		`${pauseOf(label)} n8n's address for this execution is ${found}, which is not a valid link. ${READY}`,
} as const;

/** The error with one of these sentences. */
export function refusal<Facts extends readonly unknown[]>(
	{ displayName }: Pick<NamedField, 'displayName'>,
	sentence: (label: string, ...facts: Facts) => string,
	...facts: Facts
): ParameterError {
	return new ParameterError(displayName, sentence(displayName, ...facts));
}
