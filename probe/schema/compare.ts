import { SETTINGS } from '../../nodes/Kling/fields/videoSettings';
import { TASK_OPTIONS } from '../../nodes/Kling/fields/taskOptions';
import { isFields } from '../../nodes/Kling/runware/wire/envelope';
import type { Difference } from './difference';
import { written } from './difference';
import { LIMITS } from './limits';
import type { Candidate, Limit } from './limits';
import type { OfficialSchema } from './officialSchema';
import { plainRow, takenTask, taskOfRow } from './ourBodies';
import type { Row, Way } from './ourBodies';
import { RULES } from './rules';

/** Without the mode's name twice, and without who says so. */
type Found = Omit<Difference, 'model' | 'mode' | 'saidBy'>;

/** Where a published schema of the model and the catalogue disagree in one of its modes. */
export function differencesOf(way: Way, schema: OfficialSchema): readonly Found[] {
	return [
		...refusedRows(way, schema),
		...LIMITS.filter(({ appliesTo }) => appliesTo(way)).flatMap((limit) =>
			differentLimit(limit, way, schema),
		),
		...takenAgainstRules(way, schema),
	];
}

/** Every task that the node can send in its plainest form, and with each option: is it taken? */
export function rowsOf(way: Way): ReadonlyArray<readonly [what: string, row: Row]> {
	const plain = plainRow(way);
	const fields = [
		...SETTINGS.filter(({ appliesTo }) => appliesTo(way)).map(({ field }) => field),
		...TASK_OPTIONS.map(({ field }) => ({ ...field, name: `options.${field.name}` })),
	];
	const changed = fields.map(({ name, default: value, placeholder }) => {
		const example = EXAMPLES[name] ?? (value === '' ? placeholder?.replace(/^e\.g\. /, '') : value);
		return [name, { ...plain, [name]: example }] as const;
	});
	return [['the plainest request', plain], ...changed];
}

/** Where the field's own example or default would send nothing. */
const EXAMPLES: Readonly<Record<string, unknown>> = {
	sound: true,
	shots: '2 The train waits\n3 It leaves the station',
};

function refusedRows(way: Way, schema: OfficialSchema): readonly Found[] {
	const refusals = rowsOf(way).flatMap(([what, row]) => {
		const task = takenTask(row, way.mode);
		const theirs = task && schema.refusal(task);
		return theirs === undefined ? [] : [{ what, theirs }];
	});
	// What the plainest request is refused for is no news of the others.
	const [first] = refusals;
	const plainest = first?.what === 'the plainest request' ? first.theirs : undefined;
	return refusals
		.filter(({ theirs }, index) => index === 0 || theirs !== plainest)
		.map(({ what, theirs }) => ({
			what,
			ours: 'sends it',
			theirs: `refuses it: ${theirs}`,
			where: 'nodes/Kling/request/videoRequest.ts',
			kind: 'refused',
		}));
}

function differentLimit(limit: Limit, way: Way, schema: OfficialSchema): readonly Found[] {
	const row = plainRow(way);
	const plain = taskOfRow(row, way.mode);
	const ours: Candidate[] = [];
	const theirs: Candidate[] = [];
	const tried = candidatesOf(limit, schema);
	for (const candidate of tried) {
		const asked = { ...plain, ...limit.inTask(candidate, way) };
		if (sends({ ...row, ...limit.row(candidate) }, way, asked)) ours.push(candidate);
		if (schema.refusal(asked) === undefined) theirs.push(candidate);
	}
	if (ours.join() === theirs.join()) return [];
	// Where nothing is taken, it is for what the plainest request is refused for.
	if (theirs.length === 0 && schema.refusal(plain) !== undefined) return [];
	return [found(limit, ours, theirs, tried)];
}

function found(
	{ name, where }: Limit,
	ours: readonly Candidate[],
	theirs: readonly Candidate[],
	tried: readonly Candidate[],
): Found {
	const isRefused = ours.some((value) => !theirs.includes(value));
	return {
		what: name,
		ours: written(ours, tried),
		theirs: written(theirs, tried),
		where,
		kind: isRefused ? 'refused' : 'not offered',
	};
}

const SENT = new Map<string, boolean>();

/** Whether the node writes just this for the row; remembered, since every document is asked the same. */
function sends(row: Row, way: Way, asked: object): boolean {
	const wanted = inOrder(asked);
	const known = SENT.get(wanted);
	if (known !== undefined) return known;
	const task = takenTask(row, way.mode);
	const isSent = task !== undefined && inOrder(task) === wanted;
	SENT.set(wanted, isSent);
	return isSent;
}

function inOrder(value: object): string {
	return JSON.stringify(value, (_key, part: unknown) =>
		isFields(part)
			? Object.fromEntries(Object.entries(part).sort(([a], [b]) => a.localeCompare(b)))
			: part,
	);
}

function candidatesOf(limit: Limit, schema: OfficialSchema): readonly Candidate[] {
	if (limit.stated === 'size') return [...new Set([...limit.candidates, ...statedSizes(schema)])];
	const stated = schema.stated(limit.stated).flatMap((value): readonly Candidate[] => {
		if (typeof value === 'string') return typeof limit.candidates[0] === 'string' ? [value] : [];
		if (typeof value !== 'number' || typeof limit.candidates[0] !== 'number') return [];
		return [value - 1, value, value + 1].filter((number) => number > 0 && number < 100_000_000);
	});
	const all = [...new Set([...limit.candidates, ...stated])];
	const { most } = limit;
	return most === undefined ? all : all.filter((number) => Number(number) <= most);
}

const MOST_SIDES = 40;

/** Any side with any other: which pairs are meant shows in what is taken. */
function statedSizes(schema: OfficialSchema): readonly string[] {
	const sides = (name: string) =>
		[...new Set(schema.stated(name))]
			.filter((value) => typeof value === 'number')
			.slice(0, MOST_SIDES);
	const heights = sides('height');
	return sides('width').flatMap((width) => heights.map((height) => `${width}x${height}`));
}

function takenAgainstRules(way: Way, schema: OfficialSchema): readonly Found[] {
	const plain = taskOfRow(plainRow(way), way.mode);
	if (schema.refusal(plain) !== undefined) return [];
	return RULES.filter(({ appliesTo }) => appliesTo(way)).flatMap(
		({ name, where, breaks, inputs }) => {
			const changed = Object.entries({
				...plain,
				...(inputs === undefined ? {} : { inputs: { ...plain.inputs, ...inputs } }),
				...breaks(way),
			}).filter(([, value]) => value !== undefined);
			if (schema.refusal(Object.fromEntries(changed)) !== undefined) return [];
			return [{ what: name, ours: 'never sent', theirs: 'taken', where, kind: 'not offered' }];
		},
	);
}

/** What of the task the node can send in any mode, under a path of properties. */
export function sentNames(ways: readonly Way[], path: readonly string[]): ReadonlySet<string> {
	const tasks = ways.flatMap((way) =>
		rowsOf(way).flatMap(([, row]) => takenTask(row, way.mode) ?? []),
	);
	return new Set(
		tasks.flatMap((task) => {
			const value = path.reduce<unknown>(
				(part, name) => (isFields(part) ? part[name] : undefined),
				task,
			);
			return isFields(value) ? Object.keys(value) : [];
		}),
	);
}

/** The objects of a task whose names are compared. */
export const PATHS: ReadonlyArray<readonly string[]> = [
	[],
	['inputs'],
	['safety'],
	['providerSettings', 'klingai'],
];

/** Parameters that only one side knows. */
export function differentNames(ways: readonly Way[], schema: OfficialSchema): readonly Found[] {
	return PATHS.flatMap((path) => {
		const theirs = schema.names(path);
		const ours = sentNames(ways, path);
		if (theirs.size === 0) return []; // the tasks themselves show whether it is taken
		const full = (name: string) => [...path, name].join('.');
		const where = 'nodes/Kling/runware/wire/protocol.ts';
		const unknown = [...ours].filter((name) => !theirs.has(name));
		const notOffered = [...theirs].filter((name) => !ours.has(name));
		return [
			...unknown.map(
				(name): Found => ({
					what: `parameter ${full(name)}`,
					ours: 'sends it',
					theirs: 'does not list it',
					where,
					kind: 'refused',
				}),
			),
			...notOffered.map(
				(name): Found => ({
					what: `parameter ${full(name)}`,
					ours: 'never sent',
					theirs: 'lists it',
					where,
					kind: 'not offered',
				}),
			),
		];
	});
}
