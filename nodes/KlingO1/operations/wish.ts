import type { IExecuteFunctions } from 'n8n-workflow';

import { completion, maxConcurrent, maxWaitMs } from '../catalog/completion';
import { dryRun, spendingLimit, uniqueKey } from '../catalog/money';
import { outputFileField } from '../catalog/outputFile';
import type { ParameterSource } from '../parameters/readers';
import { parseGeneration } from '../request/generation';
import type { VideoOperation } from '../request/generation';
import { publishedPrice } from '../request/publishedPrice';
import type { Job } from '../runware/job';
import type { Identify } from './identity';
import { filesOf } from './inputFile';
import type { MediaLinks } from './mediaLinks';
import type { OutputFile } from './outputFile';
import { readFilesOf, requestByContent, requestWithFiles } from './rowFiles';

/** A row's job, and what it says of the run. */
export interface Wish extends Job {
	readonly row: number;
	readonly dryRun: boolean;
	readonly output?: OutputFile;
	readonly spendingLimit?: number;
	readonly maxConcurrent: number;
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
	{ identify, links }: { readonly identify: Identify; readonly links: MediaLinks },
): Promise<Wish> {
	const generation = parseGeneration(source, filesOf(context, row), operation);
	const until = completion(source) === 'submit' ? 'accepted' : 'finished';
	const field = until === 'finished' ? outputFileField(source) : undefined;
	const limit = spendingLimit(source);
	const key = uniqueKey(source);
	const run = {
		row,
		until,
		dryRun: dryRun(source),
		...(limit === undefined ? {} : { spendingLimit: limit }),
		maxConcurrent: until === 'finished' ? maxConcurrent(source) : Infinity,
		maxWaitMs: maxWaitMs(until === 'finished' ? source : HIDDEN),
		publishedPrice: publishedPrice(generation),
	} as const;

	const files = await readFilesOf(context, row, generation.media);
	const request = requestByContent(generation, files);
	const format = request.outputFormat;
	return {
		...run,
		request,
		...(files.size === 0
			? {}
			: { withFiles: async () => await requestWithFiles(generation, files, links) }),
		taskUUID: identify(row, request, key),
		...(field === undefined
			? {}
			: { output: { field, ...(format === undefined ? {} : { format }) } }),
	};
}
