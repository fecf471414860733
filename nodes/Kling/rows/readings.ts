import type { IExecuteFunctions } from 'n8n-workflow';

import { form } from '../form/form';
import { isBlank } from '../parameters/readers';
import type { Note, ParameterSource } from '../parameters/source';
import { asText, LINE_BREAK, rowNames } from '../results/nodeError';
import { reachesPrivateHosts } from '../parameters/linksAndFiles/privateHost';

/** What all rows of a run were read as, as far as a user should know of it. */
export interface Readings {
	/** The row's parameters, with what readers need to know and to tell. */
	readonly of: (read: (name: string) => unknown, row: number) => ParameterSource;
	/** Tells it all in one hint. */
	readonly say: () => void;
}

const MOST_LINES = 10;

/** The rows that were read alike, and what stood in the first two of them. */
interface Told {
	readonly rows: Set<number>;
	readonly froms: Set<string>;
}

export async function createReadings(context: IExecuteFunctions): Promise<Readings> {
	const { baseUrl } = await context.getCredentials('runwareApi');
	const publicOnly = !reachesPrivateHosts(String(baseUrl).trim());
	// Once a run, since n8n copies the whole node.
	const { parameters } = context.getNode();
	const told = new Map<string, Told>();

	function tell({ what, from }: Note, row: number): void {
		const entry = told.get(what) ?? { rows: new Set(), froms: new Set() };
		told.set(what, entry);
		entry.rows.add(row);
		if (from !== undefined && entry.froms.size < 2) entry.froms.add(from);
	}

	return {
		of: (read, row) =>
			Object.assign((name: string) => read(name), {
				tell: (note: Note) => tell(note, row),
				isGiven: (name: string) => isGiven(parameters, name, read),
				publicOnly,
			}),
		say: () => {
			// Older n8n have none.
			if (told.size === 0 || typeof context.addExecutionHints !== 'function') return;
			const rows = context.getInputData().length;
			const lines = [...told].map(([what, entry]) => asText(lineOf(what, entry, rows)));
			const shown = lines.length > MOST_LINES ? lines.slice(0, MOST_LINES - 1) : lines;
			const rest = lines.length - shown.length;
			const more = rest === 0 ? [] : [`And ${rest} more of this kind.`];
			context.addExecutionHints({
				message: [...shown, ...more].join(LINE_BREAK),
				location: 'outputPane',
			});
		},
	};
}

function lineOf(what: string, { rows, froms }: Told, all: number): string {
	const [first, other] = froms;
	const from = first === undefined ? '' : ` from ${first}`;
	const like = other === undefined ? '' : ' and the like';
	return `${rowNames([...rows], all)}: ${what}${from}${like}`;
}

/** Whether a field of the node holds more than the form's own default. */
function isGiven(
	parameters: Readonly<Record<string, unknown>>,
	path: string,
	read: (name: string) => unknown,
): boolean {
	const raw = path.split('.').reduce(valueIn, parameters);
	if (typeof raw === 'string' && raw.startsWith('=')) return !isBlankNow(read, path);
	return !isBlank(raw) && raw !== defaults.get(path);
}

function valueIn(group: unknown, name: string): unknown {
	const isGroup = typeof group === 'object' && group !== null && Object.hasOwn(group, name);
	return isGroup ? Reflect.get(group, name) : undefined;
}

/** An expression that fails gives nothing. */
function isBlankNow(read: (name: string) => unknown, path: string): boolean {
	try {
		return isBlank(read(path));
	} catch {
		return true;
	}
}

const defaults: ReadonlyMap<string, unknown> = new Map(
	form.map((property) => [property.name, property.default]),
);
