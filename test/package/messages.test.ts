/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run outside n8n */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFile, UnfitFile } from '../../nodes/Kling/media/checkFile';
import type { FileHead } from '../../nodes/Kling/media/checkFile';
import { MEDIA_LIMITS } from '../../nodes/Kling/media/limits';
import { RowFailure } from '../../nodes/Kling/results/RowFailure';
import { LOST_FILE, OWN, remedyFor, sentenceFor } from '../../nodes/Kling/results/wording';
import { MESSAGES } from '../../nodes/Kling/parameters/messages';
import { RunwareError } from '../../nodes/Kling/runware/wire/RunwareError';
import type { FailureKind } from '../../nodes/Kling/runware/wire/RunwareError';
import { packageRoot, sourceFiles } from '../engine/built';
import { image } from '../engine/inputMedia';

/**
 * docs/messages.md is written by this test, from the code: `UPDATE=1 npx jest test/package/messages`.
 * A message that has no example here does not compile, and one that reads otherwise is a stale page.
 */

type Messages = typeof MESSAGES;
type Examples = { readonly [Name in keyof Messages]: Parameters<Messages[Name]> };

const UUID = '762dd057-ddbc-4d3f-8afa-b2feb8f078de';
const FRAME = 'First Frame';
const FILE = 'First Frame Input Data Field Name';
const WHEN = 'When to Continue';

/** For each sentence the facts of a case. */
const VALUES: Examples = {
	mustBe: ['Videos at Once', '"many"', 'a whole number, 1 or more'],
	allows: ['Duration', '7', "the input mode 'Text' of Kling O1", '5 or 10 seconds'],
	mustBeText: ['Prompt', 'a group of fields', true],
	emptyChoice: ['Model', 'Kling O1 Standard (720p) or Kling O1 Pro (1080p)'],
	ambiguous: ['Maximum Wait (Minutes)', '"1,500"', '1500 or 1.5'],
	date: ['Aspect Ratio', '"2026-09-16"', '16:9, 1:1 or 9:16'],
	longestWait: ['Maximum Wait (Minutes)', '20000'],
	droppedName: ['Put Output File in Field', '"constructor"'],
	failedExpression: ['Prompt', "Referenced node doesn't exist"],
	emptyPrompt: ['Prompt'],
	emptyPromptAndShots: ['Prompt'],
	unusedShots: ['Prompt', 'Kling O1'],
	promptLength: ['Prompt', 1],
	sheetError: ['Prompt', '"#REF!"'],
	formula: ['Prompt', '"=CONCAT(A1,B1)"'],
	loading: ['Prompt', '"Loading..."'],
	programWord: ['Prompt', '"undefined"'],
	noWords: ['Prompt', '"FALSE"'],
	groupAsText: ['Prompt', '"[object Object]"'],
	expressionAsText: ['Prompt', '"{{ $json.prompt }}"'],
	placeholder: ['Prompt', '"${title}"'],
	missingInput: ['Prompt', '"<<<image_3>>>"', '2 images'],
	noElements: ['Prompt', '<<<element_1>>>'],
	shotCount: ['Shots', 7, 2, 6],
	shotWithoutSeconds: ['Shots', 2, '"It crosses a bridge"', false],
	numberedShots: ['Shots'],
	shotSeconds: ['Shots', 1, '"2.5"'],
	shotText: ['Shots', 1, 'a group of fields'],
	shotWithoutText: ['Shots', 2],
	shotLength: ['Shots', 2, 513, 512],
	shotsTogether: ['Shots', 16, 'Kling 3.0 Omni', 'whole seconds from 3 to 15'],
	noLink: [FRAME, '"photo.jpg"'],
	noLinkInside: [FRAME, 'a group of fields'],
	noFile: [FRAME],
	dataURI: [FRAME, 'a file as text (data:…) that is not complete', 'image/png'],
	page: [
		'Source Video',
		'"https://youtu.be/abc"',
		'a YouTube page',
		'Download it, and use the file or a link that leads to the file itself',
	],
	privateHost: ['Webhook URL', '"http://localhost:5678/done"', 'localhost'],
	privateMedium: [FRAME, '"http://192.168.0.5/a.jpg"', '192.168.0.5'],
	noWebAddress: ['Webhook URL', '"example"'],
	noUUID: [
		'Task UUID',
		'"42"',
		'task UUID',
		UUID,
		"the 'taskUUID' from the output of 'Video: Generate' or 'Video: Edit'",
	],
	emptyUUID: ['Task UUID', "the 'taskUUID' from the output of 'Video: Generate' or 'Video: Edit'"],
	emptyMedia: [FRAME, "the input mode 'First Frame'", 'one image'],
	tooManyMedia: [FRAME, '2 images', "the input mode 'First Frame'", 'only one', true],
	lonelyMedia: ['Input Mode', "'Last Frame'", "'First Frame'"],
	mixedMedia: [
		'Input Mode',
		"'First Frame' and 'Reference Video'",
		'Text, First Frame, First and Last Frame, Reference Images or Reference Video',
	],
	emptyUpload: ['Media'],
	severalUploads: ['Media', 3],
	noFileName: [FILE, 'a list with 3 entries', false],
	besideFile: [FILE],
	missingFile: [FILE, '"phto"', "this row's file is in 'photo'", 'Enter that name'],
	unreadableFile: [FILE, 'ENOENT'],
	emptyGuard: ['Unique Key'],
	inexactKey: ['Unique Key', '12345678901234567000'],
	emptyKeyPart: ['Unique Key', '"video-"'],
	unsteadyKey: ['Unique Key'],
	sameKey: ['Unique Key', '"boat"', 2],
	sameUpload: ['Upload Endpoint', '"https://storage.example.com/my.mp4"', 2],
	oneUpload: ['Upload Endpoint', 2],
	videosOfPause: ['Number of Videos', 2, 4],
	pauseForVideos: [WHEN],
	pauseOfTool: [WHEN],
	pauseCombined: [WHEN],
	pauseForRows: [WHEN, 100, 250],
	pauseOffline: [WHEN, 'http://localhost:5678'],
	pauseAddress: [WHEN, '"webhook-waiting/1"'],
};

/** A code of each kind; what has words of its own stands under its code. */
const CODES: Readonly<Record<FailureKind, string>> = {
	quota: 'insufficientCredits',
	rateLimit: 'rateLimitExceeded',
	safety: 'invalidProviderContent',
	auth: 'invalidApiKey',
	timeout: 'timeoutProvider',
	notFound: 'mediaNotFound',
	serverError: 'internalServerError',
	provider: 'providerError',
	validation: 'unsupportedDuration',
	unknown: 'neverSeenBefore',
};

/** With its columns as wide as Prettier has them. */
function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
	const widths = head.map((_name, column) =>
		Math.max(...cells.map((row) => row[column]?.length ?? 0)),
	);
	const [first = '', ...others] = cells.map(
		(row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
	);
	return [first, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...others].join(
		'\n',
	);
}

const asCode = (text: string) =>
	text.replace(/<<<\w+>>>|\{\{.*?\}\}|\[object Object\]|\$\{\w+\}/g, '`$&`');

function valueMessages(): string {
	const names = Object.keys(VALUES) as (keyof Messages)[]; // the keys of `Examples`
	return names
		.map((name) => {
			const sentence: (...facts: never[]) => string = MESSAGES[name];
			return `- ${asCode(sentence(...(VALUES[name] as unknown as never[])))}`; // checked by `Examples`
		})
		.join('\n');
}

function fileMessages(): string {
	const head = (bytes: readonly number[]) =>
		Uint8Array.from([...bytes, ...Array<number>(40).fill(0)]);
	const gif = head([0x47, 0x49, 0x46, 0x38, 0x39, 0x61]);
	const photo = image('a');
	const of = (file: Partial<FileHead>, kind: 'image' | 'video' = 'image') => {
		try {
			checkFile({ fileName: 'boat.png', size: 1000, head: photo.content, ...file }, kind);
		} catch (error) {
			if (error instanceof UnfitFile) return [`- ${error.message}`];
		}
		return [];
	};
	return [
		...of({ head: new Uint8Array() }),
		...of({ head: head([1, 2, 3, 4]) }),
		...of({ head: gif }),
		...of({}, 'video'),
		...of({ size: MEDIA_LIMITS.image.maxBytes + 1 }),
		...of({ head: image('a', { width: 100 }).content }),
	].join('\n');
}

function runwareMessages(): string {
	const codes = [...Object.values(CODES), ...Object.keys(OWN)];
	return table(
		['code', 'message', 'what to do'],
		codes.map((code) => {
			const error = new RunwareError({ code, message: '' });
			return [`\`${code}\``, sentenceFor(error, 'video'), remedyFor(error)];
		}),
	);
}

function fileAdvice(): string {
	return table(
		['code', 'message', 'what to do'],
		[CODES.notFound, CODES.provider].map((code) => {
			const error = new RunwareError({ code, message: '' });
			return [`\`${code}\``, sentenceFor(error, 'medium'), remedyFor(error, 'medium')];
		}),
	);
}

function downloadMessages(): string {
	const video = { videoURL: 'https://vm.runware.ai/video.mp4' };
	const problem = 'the download server answered with status 404';
	const failure = (
		gone: boolean,
		origin: keyof typeof LOST_FILE & ('made' | 'reused' | 'fetched'),
	) => RowFailure.ofDownload(0, UUID, video, { problem, gone }, origin);
	const rows = [
		['the link works, but the file could not be downloaded', failure(false, 'made')],
		['the link to a new video no longer works', failure(true, 'made')],
		['the link to an earlier video of a unique key no longer works', failure(true, 'reused')],
		["the link that 'Video: Get' brings no longer works", failure(true, 'fetched')],
		[
			'n8n or the node ended the run',
			RowFailure.ofBreakOff(0, 'The execution was canceled', { taskUUID: UUID, isFinished: false }),
		],
	] as const;
	return table(
		['when', 'message', 'what to do'],
		rows.map(([when, { reason, details }]) => [when, reason, details.advice]),
	);
}

const page = () => `# Every message

This page is written by a test (\`test/package/messages.test.ts\`) from the code, with an example of each. In n8n a message begins with its row ("Row 3: …").
The description below it, and \`details.advice\` of a failed item, say what to do.

## What was given

All rows are read before anything is sent to Runware. For a row that has one of these, nothing was sent and nothing was charged.

${valueMessages()}

Files are checked by their content, also before anything is sent. The name of the field comes before the message:

${fileMessages()}

## What Runware said

After the message come Runware's own words and figures. Where the video may be paid for, it ends with "To get the video later, use
'Video: Get' with task UUID …". The description also says whether it was charged.

${runwareMessages()}

For images and videos to upload or delete:

${fileAdvice()}

## Videos that are paid for

${downloadMessages()}
`;

const FILE_OF_PAGE = join(packageRoot, 'docs', 'messages.md');

describe('docs/messages.md', () => {
	it('holds every message as the code words it', () => {
		const text = page();
		if (process.env['UPDATE'] === '1') writeFileSync(FILE_OF_PAGE, text);
		expect(readFileSync(FILE_OF_PAGE, 'utf8')).toBe(text);
	});

	it('holds no message that the code has no use for', () => {
		const code = sourceFiles()
			.filter((file) => file.endsWith('.ts'))
			.map((file) => readFileSync(join(packageRoot, file), 'utf8'))
			.join('\n');
		const unused = Object.keys(VALUES).filter((name) => !code.includes(`MESSAGES.${name}`));
		expect(unused).toEqual([]);
	});

	it.each([
		/\bcan not\b/,
		/\bmend/,
		/\btakes (a|the|one|whole|5)\b/,
		/the operation 'Get'/,
		/speaks of|beside it|gave up this|no whole|without a result/,
		/\brefus|\bfetch|\bwish|\bgo(es)? on\b|\bat once\b/,
		/\.\.(?!\.)|\?\.|\. (?!n8n)[a-z]/,
		/(\w.{10,}\w)\W{1,4}\1/,
	])('has none of the words that readers stumble over: %s', (words) => {
		const lines = readFileSync(FILE_OF_PAGE, 'utf8').split('\n');
		expect(
			lines.filter((line) => /^[-|]/.test(line) && words.test(line.replaceAll('"Loading..."', ''))),
		).toEqual([]);
	});
});
