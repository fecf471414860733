export interface Column {
	readonly name: string;
	readonly align?: 'right';
	/**
	 * Columns that may stand on lines of their own beneath the record when the table is too wide:
	 * those with the highest number give way first.
	 */
	readonly givesWay?: number;
}

export interface TableRecord {
	readonly cells: Readonly<Record<string, string>>;
	/** Remarks of any length, each wrapped beneath the record. */
	readonly notes?: readonly string[];
}

const GAP = '  ';
const INDENT = '     ';

/** Lines of at most `width` columns; a value is never cut, only words of notes go to a new line. */
export function tableLines(
	columns: readonly Column[],
	records: readonly TableRecord[],
	width: number,
): readonly string[] {
	const { beside, beneath } = arranged(columns, records, width);
	const names = Object.fromEntries(columns.map(({ name }) => [name, name]));
	return [{ cells: names }, ...records].flatMap(({ cells, notes = [] }: TableRecord) => [
		beside
			.map((column) => aligned(cells[column.name] ?? '', column, columnWidth(column, records)))
			.join(GAP)
			.trimEnd(),
		...beneath.flatMap(({ name }) => (cells[name] ? [INDENT + cells[name]] : [])),
		...notes.flatMap((note) => wrapped(note, width - INDENT.length)).map((line) => INDENT + line),
	]);
}

function arranged(columns: readonly Column[], records: readonly TableRecord[], width: number) {
	const yielding = columns
		.filter(({ givesWay }) => givesWay !== undefined)
		.sort((one, other) => (other.givesWay ?? 0) - (one.givesWay ?? 0));
	for (let moved = 0; ; moved += 1) {
		const away = new Set(yielding.slice(0, moved));
		const beside = columns.filter((column) => !away.has(column));
		const total = beside.reduce((sum, column) => sum + columnWidth(column, records), 0);
		if (total + GAP.length * (beside.length - 1) <= width || moved >= yielding.length) {
			return { beside, beneath: columns.filter((column) => away.has(column)) };
		}
	}
}

function columnWidth({ name }: Column, records: readonly TableRecord[]): number {
	return Math.max(name.length, ...records.map(({ cells }) => (cells[name] ?? '').length));
}

function aligned(text: string, { align }: Column, width: number): string {
	return align === 'right' ? text.padStart(width) : text.padEnd(width);
}

function wrapped(text: string, width: number): readonly string[] {
	const lines: string[] = [];
	for (const word of text.split(/\s+/).filter(Boolean)) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + 1 + word.length <= width) {
			lines[lines.length - 1] = `${last} ${word}`;
		} else lines.push(word);
	}
	return lines;
}
