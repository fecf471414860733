import { isJsonObject, type JsonObject } from '../../emulator/validation/jsonObject';
import type { AbusedRun } from './abusedRun';
import type { ParameterSet } from './parameterSet';
import { linksIn } from './written';

type Meaning = string | number | boolean;

/** What a field's meaning must be in the task that the API received; undefined where it is not sent. */
const IN_TASK: ReadonlyMap<string, (task: JsonObject) => unknown> = new Map([
	['positivePrompt', (task: JsonObject) => task['positivePrompt']],
	// With shots the duration is theirs.
	['duration', (task: JsonObject) => (shotsOf(task) === undefined ? task['duration'] : undefined)],
	['aspectRatio', ratioOf],
	['keepOriginalSound', (task: JsonObject) => klingSetting(task, 'keepOriginalSound')],
	['sound', (task: JsonObject) => klingSetting(task, 'sound')],
	['shots', shotsOf],
	['options.checkContent', (task: JsonObject) => within(task['safety'], 'checkContent')],
	...['numberResults', 'outputFormat', 'outputQuality', 'ttl', 'webhookURL', 'uploadEndpoint'].map(
		(name) => [`options.${name}`, (task: JsonObject) => task[name]] as const,
	),
]);

/** The fields of a task whose value is not what the row means: what was sent is damaged. */
export function damageOf(set: ParameterSet, task: JsonObject): readonly string[] {
	const wrong = [...set.meant].filter(([name, meaning]) => {
		const sent = IN_TASK.get(name)?.(task);
		if (name === 'options.webhookURL' && String(sent).includes('webhook-waiting')) return false;
		return sent !== undefined && sent !== meaning;
	});
	return [
		...wrong.map(([name]) => `is sent damaged: ${name}`),
		...linksOf(task['inputs'])
			.filter((link) => set.links?.has(link) === false)
			.map((link) => `is sent damaged: the link ${link}`),
		...(set.mustFail && shotsOf(task) === undefined
			? ['is sent damaged: what it holds cannot be meant']
			: []),
	];
}

/** Whether an upload of a set's link is that link. */
export function uploadDamage(
	{ emulator, before }: AbusedRun,
	set: ParameterSet,
): readonly string[] {
	const uploads = emulator.requests
		.slice(before.requests)
		.flatMap(({ tasks }) => tasks)
		.filter(isJsonObject)
		.map(({ media }) => String(media))
		.filter((media) => new RegExp(`${set.mark}(?!\\d)`).test(media));
	return uploads
		.filter((media) => set.links?.has(media) === false)
		.map((media) => `is sent damaged: the upload ${media}`);
}

/** Whether a set that asks for a task or a medium got another one. */
export function identityDamage({ meant }: ParameterSet, entry: JsonObject): readonly string[] {
	return ['taskUUID', 'mediaUUID']
		.filter((name) => meant.has(name) && entry[name] !== meant.get(name))
		.map((name) => `is sent damaged: ${name}`);
}

/** The links that a meaning names. */
export function linksMeant(meaning: Meaning): readonly string[] {
	return typeof meaning === 'string' && meaning.startsWith('https://') ? linksIn(meaning) : [];
}

function ratioOf(task: JsonObject): string | undefined {
	const { width, height } = task;
	if (typeof width !== 'number' || typeof height !== 'number') return undefined;
	return width === height ? '1:1' : width > height ? '16:9' : '9:16';
}

function klingSetting(task: JsonObject, name: string): unknown {
	return within(within(task['providerSettings'], 'klingai'), name);
}

/** As text with one shot a line. */
function shotsOf(task: JsonObject): string | undefined {
	const shots = klingSetting(task, 'multiPrompt');
	if (!Array.isArray(shots)) return undefined;
	const lines = shots.map((shot) => `${within(shot, 'duration')} ${within(shot, 'prompt')}`);
	return lines.join('\n');
}

function within(group: unknown, name: string): unknown {
	return isJsonObject(group) ? group[name] : undefined;
}

/** All web links anywhere in the inputs; files travel as data or UUIDs. */
function linksOf(inputs: unknown): readonly string[] {
	if (typeof inputs === 'string') return /^https?:/i.test(inputs) ? [inputs] : [];
	if (Array.isArray(inputs)) return inputs.flatMap(linksOf);
	return isJsonObject(inputs) ? Object.values(inputs).flatMap(linksOf) : [];
}
