/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../test/engine/built';
import { chartsOf } from './charts';
import { allKept } from './results';
import { type Table, tablesOf } from './tables';

/** Documents that show figures, from the root of the package. */
export const DOCUMENTS = ['README.md', 'docs/side-by-side.md'] as const;

const PICTURES = 'docs/images';

/** What stands between such comments is made of the results; everything else is written by people. */
const PLACE = /(<!-- figures: ([\w ]+) -->\n)[^]*?(<!-- \/figures -->)/g;

const NARROWEST = 3;

/** In columns, as prettier lays tables out. */
function markdown(table: Table): string {
	const widths = (table[0] ?? []).map((_, column) =>
		Math.max(NARROWEST, ...table.map((cells) => cells[column]?.length ?? 0)),
	);
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	const [head = '', ...rows] = table.map(line);
	return [head, line(widths.map((width) => '-'.repeat(width))), ...rows].join('\n');
}

/** The text of a document with the figures that are kept; what was not measured stays as it is. */
export function withFigures(text: string): string {
	const tables = tablesOf(allKept());
	return text.replace(PLACE, (place: string, begin: string, name: string, end: string) => {
		const table = tables.get(name);
		if (table === undefined) return place;
		return `${begin}\n${markdown(table)}\n\n${end}`;
	});
}

/** Puts the figures into documents and pictures. */
export async function showResults(): Promise<void> {
	for (const file of DOCUMENTS) {
		const path = join(packageRoot, file);
		await writeFile(path, withFigures(await readFile(path, 'utf8')));
	}
	const { time } = allKept();
	if (time === undefined) return;
	for (const [name, svg] of await chartsOf(time)) {
		await writeFile(join(packageRoot, PICTURES, `${name}.svg`), `${svg}\n`);
	}
}
