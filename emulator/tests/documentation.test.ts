/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a test, never part of the package */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultList } from '../faults/faultKinds';
import { MODELS } from '../models';
import { CHOICES, DEFAULT_READINGS } from '../readings';

const root = join(__dirname, '..');
const page = readFileSync(join(root, 'README.md'), 'utf8');

function section(title: string): string {
	const [, text = ''] = page.split(`## ${title}\n`);
	return text.split('\n## ')[0] ?? '';
}

/** The rows of a section's tables whose first cell is a code span: its text, and the other cells. */
function rowsOf(title: string): Array<{ name: string; cells: string[] }> {
	return [...section(title).matchAll(/^\| `([^`]+)`\s*\|(.*)\|$/gm)].map(
		([, name = '', cells = '']) => ({ name, cells: cells.split('|').map((cell) => cell.trim()) }),
	);
}

const spansOf = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);

/** The text of all other tests of the emulator. */
function testTexts(): string {
	return readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.test.ts') && path !== 'documentation.test.ts')
		.map((path) => readFileSync(join(__dirname, path), 'utf8'))
		.join('\n');
}

describe("the emulator's README", () => {
	it('lists every fault with its description, and no other', () => {
		const faults = faultList().map(({ name }) => name);
		const listed = rowsOf('Faults').filter(({ name }) => faults.includes(name));
		expect(listed.map(({ name, cells }) => ({ name, about: cells[0] }))).toEqual(faultList());
		const fields = ['on', 'times', 'skip', 'match', 'retryAfterSeconds', 'accepted'];
		const others = rowsOf('Faults').filter(({ name }) => !faults.includes(name));
		expect(others.map(({ name }) => name)).toEqual(fields);
		expect(section('Faults')).toContain('| `code`, `status`, `marked` |');
	});

	it('lists every reading with its values, the default first, and no other', () => {
		const listed = rowsOf('Readings');
		expect(listed.map(({ name }) => name)).toEqual(Object.keys(DEFAULT_READINGS));
		for (const [name, values] of Object.entries(CHOICES)) {
			const row = listed.find((entry) => entry.name === name);
			expect([name, ...spansOf(row?.cells[1] ?? '')]).toEqual([name, ...values.map(String)]);
			expect(values[0]).toBe(DEFAULT_READINGS[name as keyof typeof CHOICES]); // a key of CHOICES
		}
	});

	it('lists every model with its sizes and prices, and no other', () => {
		const listed = rowsOf('Models');
		const expected = [...MODELS].map(([name, { sizes, rates }]) => {
			const { plain, sound, video } = rates;
			const prices = [plain, sound, video].map((rate) =>
				rate === undefined ? 'none' : `$${rate}`,
			);
			return { name, sizes: sizes.join(', '), prices: prices.join(', ') };
		});
		expect(listed.map(({ name, cells: [sizes, , prices] }) => ({ name, sizes, prices }))).toEqual(
			expected,
		);
	});

	it('names only files and folders that exist', () => {
		const prose = page.replace(/^```[^]*?^```/gm, '');
		const paths = spansOf(prose).filter((span) => /^\w[\w/]*(\.test)?(\.ts|\/)$/.test(span));
		expect(paths.length).toBeGreaterThan(20);
		// Two files are named with their folder right before them.
		const folders = ['', 'validation', 'tests'];
		const exists = (path: string) => folders.some((folder) => existsSync(join(root, folder, path)));
		expect(paths.filter((path) => !exists(path))).toEqual([]);
	});
});

describe('the tests of the emulator', () => {
	it('arm every fault', () => {
		const tests = testTexts();
		expect(faultList().filter(({ name }) => !tests.includes(`'${name}'`))).toEqual([]);
	});

	it('set every reading to every value but the default', () => {
		const tests = testTexts();
		const unset = Object.entries(CHOICES).flatMap(([name, [, ...values]]) =>
			tests.includes(name) ? values.map(String).filter((value) => !tests.includes(value)) : [name],
		);
		expect(unset).toEqual([]);
	});
});
