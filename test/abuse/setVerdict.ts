import type { INodeExecutionData } from 'n8n-workflow';

import { isJsonObject, type JsonObject } from '../../emulator/validation/jsonObject';
import type { AbusedRun } from './abusedRun';
import { damageOf, identityDamage, uploadDamage } from './damage';
import { labelsIn, unclearInMessage } from './clarity';
import type { ParameterSet } from './parameterSet';
import { stopErrorOf } from './stopError';
import type { SetVerdict } from './verdict';

/** Whether a set became a request that the API accepts, or an error that a person understands. */
export function judgeSet(run: AbusedRun, set: ParameterSet, row: number): SetVerdict {
	const stopped = stopErrorOf(run);
	if (stopped !== undefined) {
		return stopped.message.startsWith(`Row ${row + 1}: `)
			? judgeRefused(
					set,
					row,
					stopped.message.replace(/ \(and \d+ more rows?\)$/, ''),
					stopped.code,
				)
			: { set, is: 'held back', complaints: [] };
	}
	const entries = run.result.outputs
		.flat()
		.filter((item) => rowOf(item) === row)
		.map(({ json }): JsonObject => json);
	const failed = entries.find(isFailure);
	return failed === undefined
		? judgeAccepted(run, set, entries)
		: judgeFailed(run, set, row, failed, entries.length);
}

/** The row that an item is paired to. */
export function rowOf({ pairedItem }: INodeExecutionData): unknown {
	return isJsonObject(pairedItem) ? pairedItem['item'] : pairedItem;
}

interface Failure {
	readonly error: string;
	readonly details: JsonObject;
}

function isFailure(json: JsonObject): json is JsonObject & Failure {
	return typeof json['error'] === 'string' && isJsonObject(json['details']);
}

function judgeFailed(
	run: AbusedRun,
	set: ParameterSet,
	row: number,
	{ error, details }: Failure,
	items: number,
): SetVerdict {
	const { code, charged } = details;
	const verdict = judgeRefused(set, row, error, code);
	// Of an unknown task nobody can say.
	const isCharged = charged !== 'no' && code !== 'taskNotFound';
	return {
		...verdict,
		complaints: [
			...verdict.complaints,
			...(items === 1 ? [] : [`has ${items} items`]),
			...(isCharged ? [`is charged: ${String(charged)}`] : []),
			...(wasSent(run, set.mark) ? ['was accepted although it is refused'] : []),
		],
	};
}

function judgeRefused(set: ParameterSet, row: number, message: string, code: unknown): SetVerdict {
	const labels = labelsIn(message);
	const label = labels.find((each) => isSuspect(set, each));
	return {
		set,
		is: 'refused',
		message,
		code: String(code),
		...(label === undefined ? {} : { label }),
		complaints: [
			...unclearInMessage(message, row),
			...(code === 'invalidParameter'
				? misnamed(set, labels, label)
				: isRuleOfServer(set, code)
					? []
					: [`is refused by Runware: ${String(code)}`]),
		],
	};
}

function misnamed(
	set: ParameterSet,
	labels: readonly string[],
	blamed: string | undefined,
): readonly string[] {
	if (set.isValid) return ['is refused although it is valid'];
	if (labels.length === 0) return ['names no field'];
	return blamed === undefined && !set.isUncertain ? ['names a field that is good'] : [];
}

/** A medium has several fields, and the message names the one that is looked at first. */
function isSuspect({ suspects }: ParameterSet, label: string): boolean {
	return [...suspects.keys()].some(
		(suspect) => suspect.startsWith(label) || label.startsWith(suspect),
	);
}

/** What Runware has, what a whole run may cost, and what nobody can know before. */
function isRuleOfServer({ json }: ParameterSet, code: unknown): boolean {
	switch (code) {
		case 'taskNotFound':
		case 'mediaNotFound':
		case 'spendingLimitExceeded':
			return true;
		case 'invalidMedia':
			return /data:/i.test(String(json['media'])); // what its base64 holds
		case 'invalidPositivePromptLength': {
			// How Runware counts is not documented: the emulator counts UTF-16, the node characters.
			const prompt = String(json['positivePrompt']);
			return prompt.length > 2500 && [...prompt].length <= 2500;
		}
		default:
			return false;
	}
}

function judgeAccepted(
	run: AbusedRun,
	set: ParameterSet,
	entries: readonly JsonObject[],
): SetVerdict {
	const complaints = entries.flatMap((entry) => complaintsOfSuccess(run, set, entry));
	return { set, is: 'accepted', complaints: entries.length === 0 ? ['has no item'] : complaints };
}

function complaintsOfSuccess(
	run: AbusedRun,
	set: ParameterSet,
	entry: JsonObject,
): readonly string[] {
	if ('error' in entry) return ['is a success with an error'];
	const { resource, operation } = run.plan.operation;
	if (operation === 'upload') return uploadDamage(run, set);
	if (resource !== 'video' || operation === 'get') return identityDamage(set, entry);
	const { status, taskUUID, cost } = entry;
	if (status === 'valid') return typeof cost === 'number' ? [] : ['is priced without a price'];
	const task = run.emulator.tasks.find((each) => each.taskUUID === taskUUID);
	if (task === undefined) return [`is of an unknown task: ${String(taskUUID)}`];
	return [
		...damageOf(set, task.request),
		...(set.hiddenMark !== undefined && isIn(task.request, set.hiddenMark)
			? ['sends a field that is not shown']
			: []),
	];
}

/** Whether the emulator has accepted anything with a set's mark. */
function wasSent({ emulator, before }: AbusedRun, mark: string): boolean {
	return emulator.tasks.slice(before.tasks).some(({ request }) => isIn(request, mark));
}

function isIn(request: JsonObject, mark: string): boolean {
	return new RegExp(`${mark}(?!\\d)`).test(JSON.stringify(request));
}
