/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { packageRoot } from '../../test/engine/built';
import { chartsOf } from './charts';
import { allKept } from './results';
import { type Table, tablesOf } from './tables';

/** Documents that show figures, from the root of the package. */
export const DOCUMENTS = ['README.md', 'docs/side-by-side.md'] as const;

const PICTURES = 'docs/images';

/** What stands between such comments is made of the results; everything else is written by people. */
const PLACE = /(<!-- figures: ([\w ]+) -->\n)[^]*?(<!-- \/figures -->)/g;

function markdown(table: Table): string {
	const [head = [], ...rows] = table.map((cells) => `| ${cells.join(' | ')} |`);
	const rule = `|${table[0]?.map(() => '---').join('|') ?? ''}|`;
	return [head, rule, ...rows].join('\n');
}

/** The text of a document with the figures that are kept. */
export async function withFigures(text: string, file: string): Promise<string> {
	const tables = tablesOf(allKept());
	const filled = text.replace(PLACE, (_place, begin: string, name: string, end: string) => {
		const table = tables.get(name);
		if (table === undefined) throw new Error(`${file} asks for '${name}', which was not measured`);
		return `${begin}\n${markdown(table)}\n\n${end}`;
	});
	const path = join(packageRoot, file);
	return await format(filled, { ...(await resolveConfig(path)), filepath: path });
}

/** Puts the figures into documents and pictures. */
export async function showResults(): Promise<void> {
	for (const file of DOCUMENTS) {
		const path = join(packageRoot, file);
		await writeFile(path, await withFigures(await readFile(path, 'utf8'), file));
	}
	const { time } = allKept();
	if (time === undefined) return;
	for (const [name, svg] of await chartsOf(time)) {
		await writeFile(join(packageRoot, PICTURES, `${name}.svg`), `${svg}\n`);
	}
}
