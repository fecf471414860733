/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a program for a terminal, outside n8n */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { keyIn } from '../credentials/pastedKey';
import { keyMask } from '../nodes/Kling/n8n/keyMask';
import { createApi } from './api/api';
import { publishedJson } from './api/getJson';
import { openLink } from './api/link';
import { createConfirm } from './confirm';
import { askByBuying, askFree, askLater } from './probe';
import type { ProbeDependencies, ProbeResult } from './probe';
import { answerLines, schemaLines } from './report/lines';
import { orderedIn, reportText } from './report/copy';
import type { Report } from './report/copy';
import { comparePublished } from './schema/schemaPart';

const RUNWARE_URL = 'https://api.runware.ai/v1';
const TIMEOUT_MS = 15_000;
const PUBLISHED_TIMEOUT_MS = 10_000;
/** What is free ends within this, whatever is not answered; the published documents have had their time before. */
const FREE_MS = 80_000;
const LOOK_EVERY_MS = 5000;
const LONGEST_MS = 20 * 60_000;
/** As in the mask of the key: a shorter text is no key. */
const SHORTEST_KEY = 8;
const PLAIN_WIDTH = 150;

const USAGE = `npm run probe                      the published schemas, without a key
RUNWARE_API_KEY=… npm run probe    and what Runware answers to free questions
  -- --buy                         and to one video, for about $0.42; asks first
  -- --again FILE                  days later: what is still known of that video
RUNWARE_BASE_URL and RUNWARE_SCHEMA_URL point it elsewhere.`;

const { env, argv, stdin, stdout } = process;
const print = (lines: readonly string[]) => {
	for (const line of lines) console.log(line);
};

interface Arguments {
	readonly buy: boolean;
	readonly again?: string;
}

function argumentsIn(given: readonly string[]): Arguments | undefined {
	const again = given.indexOf('--again');
	const file = again === -1 ? undefined : given[again + 1];
	const known = given.filter(
		(each, index) => each === '--buy' || (again !== -1 && [again, again + 1].includes(index)),
	);
	if (known.length < given.length || (again !== -1 && file === undefined)) return undefined;
	return { buy: given.includes('--buy'), ...(file !== undefined && { again: file }) };
}

const { confirm, close } = createConfirm(stdin, (text) => stdout.write(text));

/** Returns the exit code. */
async function main(): Promise<number> {
	const given = argumentsIn(argv.slice(2));
	if (given === undefined) {
		console.log(USAGE);
		return 2;
	}
	const apiKey = keyIn(env['RUNWARE_API_KEY'] ?? '');
	if (apiKey !== '' && apiKey.length < SHORTEST_KEY) {
		console.log('RUNWARE_API_KEY is too short to be a key.');
		return 2;
	}
	if (apiKey === '' && (given.buy || given.again !== undefined)) {
		console.log('--buy and --again need RUNWARE_API_KEY.');
		return 2;
	}
	const earlier =
		given.again === undefined ? undefined : orderedIn(await readFile(given.again, 'utf8'));
	let endsAt = Number.POSITIVE_INFINITY;
	const baseUrl = env['RUNWARE_BASE_URL']?.trim() || RUNWARE_URL;
	const mask = keyMask(apiKey);
	const dependencies: ProbeDependencies = {
		api: createApi({ baseUrl, apiKey, timeoutMs: TIMEOUT_MS, endsAt: () => endsAt }),
		confirm: async (question) => {
			const askedAt = Date.now();
			const answer = await confirm(question);
			endsAt += Date.now() - askedAt; // a person may think
			return answer;
		},
		tell: (line) => console.log(mask(line)),
		openLink,
		lookEveryMs: LOOK_EVERY_MS,
		longestMs: LONGEST_MS,
	};

	if (earlier !== undefined) {
		return await finish([await askLater(dependencies, earlier)], undefined);
	}
	console.log('Reading what Runware publishes of the models …\n');
	const schema = await comparePublished(
		publishedJson(PUBLISHED_TIMEOUT_MS),
		env['RUNWARE_SCHEMA_URL']?.trim() || undefined,
	);
	print(schemaLines(schema));
	if (apiKey === '') {
		console.log('Without RUNWARE_API_KEY, nothing was asked of the API itself.');
		return await finish([], schema);
	}
	console.log(mask(`Asking ${baseUrl} what is free …\n`));
	endsAt = Date.now() + FREE_MS;
	const free = await askFree(dependencies);
	print(answerLines(free.answers, stdout.columns || PLAIN_WIDTH).map(mask));
	if (!given.buy || free.stopped !== undefined) return await finish([free], schema, 1);
	endsAt = Number.POSITIVE_INFINITY;
	return await finish([free, await askByBuying(dependencies)], schema, 1);

	/** Prints what is new and keeps everything. */
	async function finish(
		results: readonly ProbeResult[],
		part: Report['schema'],
		printed = 0,
	): Promise<number> {
		const fresh = results.slice(printed).flatMap(({ answers }) => answers);
		print(answerLines(fresh, stdout.columns || PLAIN_WIDTH).map(mask));
		const notes = results.flatMap(({ stopped }) => stopped ?? []);
		print(notes.map(mask));
		const ordered = results.map((result) => result.ordered).find(Boolean);
		const report: Report = {
			at: new Date(),
			isRunware: baseUrl === RUNWARE_URL,
			answers: results.flatMap(({ answers }) => answers),
			notes,
			...(part && { schema: part }),
			...(ordered && { ordered }),
		};
		const file = await keep(reportText(report, mask), report.at);
		console.log(`\nEverything, for an issue: ${file} (without the key and the account's data)`);
		if (ordered && given?.again === undefined) {
			console.log(`In some days: npm run probe -- --again ${file}`);
		}
		return results[0]?.stopped === undefined ? 0 : 1;
	}
}

async function keep(text: string, at: Date): Promise<string> {
	const folder = 'output';
	await mkdir(folder, { recursive: true });
	const file = join(folder, `probe-${at.toISOString().replace(/[:.]/g, '-')}.json`);
	await writeFile(file, text);
	return file;
}

main()
	.finally(close)
	.then((exitCode) => {
		process.exitCode = exitCode;
	})
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
