import type { IExecuteFunctions } from 'n8n-workflow';

import { completion, maxConcurrent, maxWaitMs } from '../catalog/completion';
import type { Completion } from '../catalog/completion';
import { dryRun, spendingLimit, uniqueKey } from '../catalog/money';
import { outputFileField } from '../catalog/outputFile';
import type { ParameterSource } from '../parameters/readers';
import { parseGeneration } from '../request/generation';
import type { VideoOperation } from '../request/generation';
import { publishedPrice } from '../request/publishedPrice';
import type { Job, Until } from '../runware/job';
import { RunwareError } from '../runware/RunwareError';
import type { Identify } from './identity';
import { filesOf } from './inputFile';
import type { MediaLinks } from './mediaLinks';
import type { OutputFile } from './outputFile';
import { reportAddress } from './reportAddress';
import { readFilesOf, requestByContent, requestWithFiles } from './rowFiles';

/** A row's job, and what it says of the run. */
export interface Wish extends Job {
	readonly row: number;
	readonly when: Completion;
	readonly dryRun: boolean;
	readonly output?: OutputFile;
	readonly spendingLimit?: number;
	readonly maxConcurrent: number;
	/** How long the execution may pause for this row; 0 when it does not. */
	readonly maxPauseMs: number;
}

/** Without a key of its own a task belongs to this execution, and whoever orders it, it reports here. */
function untilOf(when: Completion, uniqueKey: string | undefined): Until {
	if (when === 'wait') return 'finished';
	return when === 'callback' && uniqueKey !== undefined ? 'reported' : 'accepted';
}

/** What all rows of a run share. */
interface Shared {
	/** The API's address. */
	readonly url: string;
	readonly identify: Identify;
	readonly links: MediaLinks;
}

/** What the form does not show is not read: then the default counts. */
const HIDDEN: ParameterSource = () => null;

/**
 * Reads a row of `video: generate` or `video: edit`, its files included.
 * @throws ParameterError, UnfitFile: what the user can mend
 */
export async function readWish(
	context: IExecuteFunctions,
	source: ParameterSource,
	row: number,
	operation: VideoOperation,
	shared: Shared,
): Promise<Wish> {
	const when = completion(source);
	const generation = parseGeneration(source, filesOf(context, row), operation, when);
	const webhookURL =
		when === 'callback' ? reportAddress(context, shared.url, generation, row) : undefined;
	const field = when === 'submit' ? undefined : outputFileField(source);
	const limit = spendingLimit(source);
	const key = uniqueKey(source);
	const run = {
		row,
		when,
		until: untilOf(when, key),
		dryRun: dryRun(source),
		...(limit === undefined ? {} : { spendingLimit: limit }),
		maxConcurrent: when === 'wait' ? maxConcurrent(source) : Infinity,
		maxWaitMs: maxWaitMs(when === 'wait' ? source : HIDDEN),
		maxPauseMs: when === 'callback' ? maxWaitMs(source, when) : 0,
		publishedPrice: publishedPrice(generation),
	} as const;

	const files = await readFilesOf(context, row, generation.media);
	const request = requestByContent(generation, files);
	const complete = async () => {
		const whole =
			files.size === 0 ? request : await requestWithFiles(generation, files, shared.links);
		if (whole instanceof RunwareError || webhookURL === undefined) return whole;
		return { ...whole, webhookURL };
	};
	return {
		...run,
		request,
		...(files.size === 0 && webhookURL === undefined ? {} : { complete }),
		taskUUID: shared.identify(row, request, key),
		...(field === undefined ? {} : { output: { field } }),
	};
}
