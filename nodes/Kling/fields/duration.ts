import { secondsIn } from '../catalog/lengths';
import type { Lengths } from '../catalog/lengths';
import { inMessages } from '../catalog/modes';
import type { KlingModel } from '../catalog/models';
import type { Offer } from '../catalog/offers';
import { alternatives } from '../parameters/ParameterError';
import { oneOfNumbers } from '../parameters/readers';
import type { FormField, Setting } from './setting';

const DEFAULT_DURATION = 5;

/** A list where there are a few lengths, a number where there are many. */
const FIELDS: {
	readonly [Kind in Lengths['kind']]: (lengths: Extract<Lengths, { kind: Kind }>) => FormField;
} = {
	list: ({ seconds }) => ({
		displayName: 'Duration',
		name: 'duration',
		type: 'options',
		options: seconds.map((value) => ({ name: `${value} Seconds`, value })),
		default: DEFAULT_DURATION,
		description: `Length of the video: ${DEFAULT_DURATION} seconds if left empty. You pay per second.`,
	}),
	range: ({ from, to }) => ({
		displayName: 'Duration',
		name: 'duration',
		type: 'number',
		typeOptions: { minValue: from, maxValue: to, numberPrecision: 0 },
		default: DEFAULT_DURATION,
		description: `Length of the video in whole seconds, from ${from} to ${to}: ${DEFAULT_DURATION} if left empty. You pay per second.`,
		hint: `Seconds, from ${from} to ${to}`,
	}),
};

export const duration: Setting = {
	field: { displayName: 'Duration', name: 'duration', type: 'number', default: DEFAULT_DURATION },
	appliesTo: ({ lengths }) => lengths !== undefined,
	fieldFor: (offers) => {
		const [lengths, ...others] = distinct(offers.flatMap((offer) => offer.lengths ?? []));
		if (lengths === undefined) return duration.field;
		if (others.length === 0) return fieldOf(lengths);
		const seconds = [lengths, ...others].flatMap(secondsIn);
		return {
			...FIELDS.range({ kind: 'range', from: Math.min(...seconds), to: Math.max(...seconds) }),
			hint: `In seconds: ${byFamily(offers)}`,
		};
	},
	toTask: (source, { shots, ...offer }) => {
		if (shots !== undefined) return { duration: secondsOf(shots) };
		const { lengths } = offer;
		if (lengths === undefined) return {};
		const value = oneOfNumbers(source, duration.field, secondsIn(lengths), {
			unit: 'seconds',
			taker: takerOf(offer),
			wanted: wantedOf(lengths),
		});
		return { duration: value ?? DEFAULT_DURATION };
	},
};

export function secondsOf(shots: ReadonlyArray<{ readonly seconds: number }>): number {
	return shots.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** What allows just these lengths: the model, and in which mode where it has others in other modes. */
export function takerOf({ model, mode }: Offer): string {
	const { family } = model;
	return distinct(lengthsOf(model)).length > 1 ? `${inMessages(mode)} of ${family}` : family;
}

/** As a message says it: "5 or 10 seconds", "whole seconds from 3 to 10". */
export function wantedOf(lengths: Lengths): string {
	return lengths.kind === 'list'
		? `${inWords(lengths)} seconds`
		: `whole seconds from ${inWords(lengths)}`;
}

/** "5 or 10", "3 to 10". */
function inWords(lengths: Lengths): string {
	return lengths.kind === 'list'
		? alternatives(lengths.seconds)
		: `${lengths.from} to ${lengths.to}`;
}

function fieldOf(lengths: Lengths): FormField {
	return lengths.kind === 'list' ? FIELDS.list(lengths) : FIELDS.range(lengths);
}

function lengthsOf({ modes }: KlingModel): readonly Lengths[] {
	return Object.values(modes).flatMap(({ lengths }) => lengths ?? []);
}

/** Each once; lengths that are written alike are the same. */
function distinct(all: readonly Lengths[]): readonly Lengths[] {
	return all.filter(
		(lengths, index) => all.findIndex((each) => inWords(each) === inWords(lengths)) === index,
	);
}

/** "5 or 10 with Kling O1; 3 to 15 with Kling 3.0 Omni". */
function byFamily(offers: readonly Offer[]): string {
	const families = groups(offers, ({ model }) => model.family);
	if (families.size === 1) return byMode(offers);
	return [...families].map(([family, own]) => `${byMode(own)} with ${family}`).join('; ');
}

/** "5 or 10 for text or frames, 3 to 10 for reference images or a reference video". */
function byMode(offers: readonly Offer[]): string {
	const lengths = groups(offers, (offer) =>
		offer.lengths === undefined ? '' : inWords(offer.lengths),
	);
	lengths.delete('');
	if (lengths.size === 1) return [...lengths.keys()].join('');
	return [...lengths]
		.map(([words, own]) => {
			const inputs = new Set(own.map(({ mode }) => mode.madeOf));
			return `${words} for ${alternatives([...inputs])}`;
		})
		.join(', ');
}

function groups<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string) {
	const found = new Map<string, Entry[]>();
	for (const entry of entries) {
		const group = found.get(keyOf(entry));
		if (group === undefined) found.set(keyOf(entry), [entry]);
		else group.push(entry);
	}
	return found;
}
