import { ASPECT_RATIOS } from '../../nodes/Kling/catalog/models';
import { EDIT_MODE, INPUT_MODES } from '../../nodes/Kling/catalog/modes';
import type { InputMode } from '../../nodes/Kling/catalog/modes';
import { isFields, numberField, textField } from '../../nodes/Kling/runware/wire/envelope';
import type { Fields } from '../../nodes/Kling/runware/wire/envelope';
import { priceOfRow, taskOfRow, WAYS } from './ourBodies';
import type { Row } from './ourBodies';
import type { Difference } from './difference';

/** A request that Runware shows, and what it cost. */
export interface Example {
	readonly title: string;
	readonly request: Fields;
	/** USD. */
	readonly cost?: number;
}

/** The examples of a document, however deep they stand in it: each a pair, or a request alone. */
export function examplesIn(document: unknown, title = 'an example'): readonly Example[] {
	if (Array.isArray(document)) return document.flatMap((entry) => examplesIn(entry, title));
	if (!isFields(document)) return [];
	const name = textField(document, 'title') ?? textField(document, 'name') ?? title;
	const [request] = [document['request'], document].flat().filter(isVideoTask);
	if (request !== undefined) {
		const [response] = [document['response']].flat().filter(isFields);
		const cost = response && numberField(response, 'cost');
		return [{ title: name, request, ...(cost === undefined ? {} : { cost }) }];
	}
	return Object.entries(document).flatMap(([key, value]) =>
		examplesIn(value, name === title && isFields(value) ? key : name),
	);
}

function isVideoTask(value: unknown): value is Fields {
	return isFields(value) && value['taskType'] === 'videoInference' && 'model' in value;
}

/** The same pair may stand on the page and in the list of examples. */
export function distinctExamples(examples: readonly Example[]): readonly Example[] {
	return [...new Map(examples.map((one) => [JSON.stringify(one.request), one])).values()];
}

/** Whether the node can ask for what an example shows, to the letter, and what it would say of the price. */
export function differentExample(
	{ title, request, cost }: Example,
	model: string,
): ReadonlyArray<Omit<Difference, 'saidBy'>> {
	const mode = modeOf(request);
	const found = (what: string, ours: string, theirs: string, where: string) =>
		[{ model, mode: mode.name, what, ours, theirs, where, kind: 'refused' }] as const;
	const what = `example '${title}'`;
	let row: Row;
	let sent: Fields;
	try {
		row = rowOf(request, mode);
		sent = { ...taskOfRow(row, mode) };
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		return found(what, `cannot ask for it: ${why}`, 'shows it', 'nodes/Kling/catalog/modes.ts');
	}
	// The node's own: every video is waited for, and its price told.
	const own = ['taskUUID', 'deliveryMethod', 'includeCost', 'outputType'];
	const names = [...new Set([...Object.keys(request), ...Object.keys(sent)])];
	const other = names.find((name) => !own.includes(name) && !isSame(sent[name], request[name]));
	if (other !== undefined) {
		const shown = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));
		const where = 'nodes/Kling/request/videoRequest.ts';
		return found(`${what}, ${other}`, shown(sent[other]), shown(request[other]), where);
	}
	return cost === undefined ? [] : differentPrice(cost);

	function differentPrice(told: number) {
		const rate = WAYS.find((way) => way.model.value === model)?.model.usdPerSecond;
		const isWhole = (seconds: number) => Math.abs(seconds - Math.round(seconds)) < 0.001;
		// An edit bills the seconds of its source, which an example does not tell.
		const seconds = mode === EDIT_MODE && rate?.fromVideo ? told / rate.fromVideo : undefined;
		if (seconds !== undefined && isWhole(seconds) && seconds >= 3 && seconds <= 10) return [];
		const price = priceOfRow(row, mode);
		if (Math.abs(price - told) < 0.00005) return [];
		const ours = mode === EDIT_MODE ? 'no whole number of seconds at our rate' : `$${price}`;
		return found(`price of ${what}`, ours, `$${told}`, 'nodes/Kling/catalog/models.ts');
	}
}

function isSame(one: unknown, other: unknown): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

function modeOf({ inputs }: Fields): InputMode {
	const given = isFields(inputs) ? inputs : {};
	const value =
		given['video'] !== undefined
			? 'edit'
			: given['referenceVideos'] !== undefined
				? 'referenceVideo'
				: given['referenceImages'] !== undefined
					? 'referenceImages'
					: framesIn(given).length === 0
						? 'text'
						: framesIn(given).length === 1
							? 'firstFrame'
							: 'firstLastFrame';
	return INPUT_MODES.find((mode) => mode.value === value) ?? EDIT_MODE;
}

function framesIn({ frameImages }: Fields): readonly unknown[] {
	return Array.isArray(frameImages) ? frameImages : [];
}

/** What a user would fill in to ask for the example's video. @throws Error naming what has no field */
function rowOf(request: Fields, mode: InputMode): Row {
	const { model, positivePrompt, width, height, duration, inputs, providerSettings } = request;
	const options = Object.entries(request).filter(([name]) => !PLACED.includes(name));
	const { safety } = request;
	const given = isFields(inputs) ? inputs : {};
	const frame = (which: string) =>
		framesIn(given).find((entry) => isFields(entry) && entry['frame'] === which);
	const imageOf = (entry: unknown) => (isFields(entry) ? entry['image'] : undefined);
	const klingai = isFields(providerSettings) ? providerSettings['klingai'] : undefined;
	const row = {
		model,
		inputMode: mode === EDIT_MODE ? undefined : mode.value,
		positivePrompt,
		aspectRatio: ratioOf(request, width, height),
		duration,
		firstFrame: imageOf(frame('first')),
		lastFrame: imageOf(frame('last')),
		referenceImages: given['referenceImages'],
		referenceVideo: given['referenceVideos'],
		video: given['video'],
		...(isFields(klingai) ? settingsOf(klingai) : {}),
		...(isFields(safety) ? { 'options.checkContent': safety['checkContent'] } : {}),
		...Object.fromEntries(options.map(([name, value]) => [`options.${name}`, value])),
	};
	return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

/** Shots are text in a row: a line for each, its seconds first. */
function settingsOf({ multiPrompt, ...klingai }: Fields): Fields {
	const shots = Array.isArray(multiPrompt) ? multiPrompt.filter(isFields) : [];
	const lines = shots.map(({ duration, prompt }) => `${String(duration)} ${String(prompt)}`);
	return { ...klingai, ...(lines.length > 0 && { shots: lines.join('\n') }) };
}

/** What has a place of its own in a row, or is written by the node itself. */
const PLACED = [
	'taskType',
	'taskUUID',
	'model',
	'positivePrompt',
	'width',
	'height',
	'duration',
	'inputs',
	'providerSettings',
	'safety',
	'deliveryMethod',
	'includeCost',
	'outputType',
];

function ratioOf({ model }: Fields, width: unknown, height: unknown): string | undefined {
	if (width === undefined || height === undefined) return undefined;
	const sizes = WAYS.find((way) => way.model.value === model)?.model.frameSizes;
	const ratio = ASPECT_RATIOS.find(
		(name) => sizes?.[name].width === width && sizes[name].height === height,
	);
	if (ratio === undefined) throw new Error(`there is no size ${String(width)}x${String(height)}`);
	return ratio;
}
