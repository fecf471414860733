import { given } from '../given';
import type { IExecuteFunctions } from 'n8n-workflow';

import { completion, maxConcurrent, maxWaitMs } from '../fields/waiting';
import type { Completion } from '../catalog/completions';
import { dryRun, spendingLimit, uniqueKeyField } from '../fields/spendingGuards';
import type { IsSet } from '../fields/spendingGuards';
import { includeInputFields, outputFileField } from '../fields/outputFields';
import type { BinaryFields } from '../parameters/linksAndFiles/binaryFields';
import type { ParameterSource } from '../parameters/source';
import { parseGeneration } from '../request/generation';
import type { VideoOperation } from '../request/generation';
import { publishedPrice } from '../request/publishedPrice';
import type { Job, Until } from '../runware/tasks/job';
import { RunwareError } from '../runware/wire/RunwareError';
import { isAgentTool } from '../n8n/runContext';
import type { Identify } from './identity';
import type { MediaUpload } from './mediaUpload';
import type { OutputFile } from '../n8n/binaryOutput';
import type { RawOptions } from '../n8n/runContext';
import { reportAddress } from './reportAddress';
import { readFilesOf, requestByContent, requestWithFiles, sourceSeconds } from './rowFiles';
import { readUniqueKey } from './uniqueKey';
import { toolCall } from './toolCall';

/** A row's job, and what it says of the run. */
export interface VideoRow extends Job {
	readonly row: number;
	readonly completion: Completion;
	readonly dryRun: boolean;
	readonly output?: OutputFile;
	readonly spendingLimit?: number;
	readonly uniqueKey?: string;
	readonly includeInputFields: boolean;
	readonly maxConcurrent: number;
	/** How long the execution may pause for this row; 0 when it does not. */
	readonly maxPauseMs: number;
}

/** Without a key of its own a task belongs to this execution, and whoever orders it, it reports here. */
function waitUntil(when: Completion, uniqueKey: string | undefined): Until {
	if (when === 'wait') return 'finished';
	return when === 'callback' && uniqueKey !== undefined ? 'reported' : 'accepted';
}

/**
 * What rows say of their whole run. Rows that cannot be read say it too: what becomes of the others
 * must not depend on a mistake in one.
 */
export interface SaidOfRun {
	/** The rows whose completion pauses the execution. */
	readonly pausing: number[];
	/** USD. */
	readonly spendingLimits: number[];
}

/** What all rows of a run share. */
interface Shared {
	readonly operation: VideoOperation;
	/** The API's address. */
	readonly url: string;
	readonly identify: Identify;
	readonly upload: MediaUpload;
	readonly filesOf: (row: number) => BinaryFields;
	readonly options: RawOptions;
	readonly said: SaidOfRun;
}

/** What the form does not show is not read: then the default counts. */
const HIDDEN: ParameterSource = () => null;

/**
 * Reads a row of `video: generate` or `video: edit`, its files included.
 * @throws ParameterError, UnfitFile: what the user can correct
 */
export async function readVideoRow(
	context: IExecuteFunctions,
	rowSource: ParameterSource,
	row: number,
	shared: Shared,
): Promise<VideoRow> {
	const call = isAgentTool(context) ? toolCall(context, row, rowSource) : undefined;
	const { source } = call ?? { source: rowSource };
	const isSet: IsSet = ({ name }) => Object.hasOwn(shared.options, name);
	const when = completion(source);
	const filesOfRow = shared.filesOf(row);
	if (when === 'callback') shared.said.pausing.push(row);
	const limit = spendingLimit(source, isSet);
	if (limit !== undefined) shared.said.spendingLimits.push(limit);
	const raw = shared.options[uniqueKeyField.name];
	const key = readUniqueKey(context, row, { source, raw, isSet });
	const generation = parseGeneration(source, filesOfRow, shared.operation, when);
	const webhookURL =
		when === 'callback' ? reportAddress(context, shared.url, generation, row) : undefined;
	// An agent gets no files from n8n; what it needs is the link.
	const isDelivered = when !== 'submit' && call === undefined;
	const field = isDelivered ? outputFileField(source) : undefined;
	const waitMs = maxWaitMs(when === 'submit' ? HIDDEN : source, when);
	const run = {
		row,
		completion: when,
		until: waitUntil(when, key),
		mayBeOld: key !== undefined,
		dryRun: dryRun(source, isSet),
		...given({ spendingLimit: limit, uniqueKey: key }),
		includeInputFields: includeInputFields(source),
		maxConcurrent: when === 'wait' ? maxConcurrent(source) : Infinity,
		maxWaitMs: when === 'callback' ? maxWaitMs(HIDDEN) : waitMs,
		maxPauseMs: when === 'callback' ? waitMs : 0,
	} as const;

	const files = await readFilesOf(context, filesOfRow, generation.media);
	const request = requestByContent(generation, files);
	const complete = async () => {
		const whole =
			files.size === 0 ? request : await requestWithFiles(generation, files, shared.upload);
		if (whole instanceof RunwareError || webhookURL === undefined) return whole;
		return { ...whole, webhookURL };
	};
	return {
		...run,
		publishedPrice: publishedPrice(generation, sourceSeconds(generation, files)),
		request,
		...(files.size === 0 && webhookURL === undefined ? {} : { withUploads: complete }),
		taskUUID: shared.identify(row, call?.askedFor(request), key),
		...(field === undefined ? {} : { output: { field } }),
	};
}
