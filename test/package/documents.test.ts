/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MOST_REPORTED_ROWS } from '../../nodes/Kling/fields/completion';
import { KLING_MODELS } from '../../nodes/Kling/catalog/models';
import { EDIT_MODE, INPUT_MODE_CHOICES } from '../../nodes/Kling/catalog/modes';
import { PROMPT_LENGTH } from '../../nodes/Kling/parameters/prompt';
import { form } from '../../nodes/Kling/form/form';
import { MEBIBYTE, MEDIA_LIMITS } from '../../nodes/Kling/media/limits';
import { DOCUMENTS, withFigures } from '../../bench/sideBySide/report';
import { scripts } from '../../package.json';
import { devDependencies as realN8n } from '../e2e/package.json';
import { packageRoot } from '../engine/built';
import { allOptions, allProperties } from './description';

/** What the documents say that the code or the files can bear out. */

const documents = ['', 'docs', 'examples', 'test/simulation'].flatMap((folder) =>
	readdirSync(join(packageRoot, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => join(folder, name)),
);
const textOf = (file: string) => readFileSync(join(packageRoot, file), 'utf8');
const readme = textOf('README.md');

/** A table's cells, under a heading. */
function rowsUnder(heading: string): string[][] {
	const [, text = ''] = readme.split(`## ${heading}\n`);
	const [section = ''] = text.split('\n## ');
	return [...section.matchAll(/^\| (.*) \|$/gm)].map(([, cells = '']) =>
		cells.split(' | ').map((cell) => cell.trim()),
	);
}

describe.each(documents)('%s', (file) => {
	const text = textOf(file);

	it('links to files and headings that are there', () => {
		const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
		const broken = links.filter((link) => {
			if (/^https?:/.test(link)) return false;
			const [path = '', heading] = link.split('#');
			const target = path === '' ? file : join(dirname(file), path);
			if (!existsSync(join(packageRoot, target))) return true;
			if (heading === undefined) return false;
			const headings = [...textOf(target).matchAll(/^#+ (.*)$/gm)];
			return !headings.some(
				([, title = '']) => title.toLowerCase().replace(/\W+/g, '-') === heading,
			);
		});
		expect(broken).toEqual([]);
	});

	it('names tests that there are', () => {
		const named = [...text.matchAll(/`(test\/[\w/.-]+)`/g)].map(([, path = '']) => path);
		expect(named.filter((path) => !existsSync(join(packageRoot, path)))).toEqual([]);
	});

	it('names commands that there are', () => {
		const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
		expect(named.filter((name) => !(name in scripts))).toEqual([]);
	});
});

describe.each(DOCUMENTS)('the figures in %s', (file) => {
	it('are those that were measured', () => {
		expect(withFigures(textOf(file))).toBe(textOf(file));
		expect(textOf(file)).not.toMatch(/figures: [\w ]+ -->\n<!--/);
	});
});

describe('the README', () => {
	const labels = new Set([
		...allProperties(form).map(({ property }) => property.displayName),
		...allOptions(form).map(({ option }) => option.name),
	]);

	it('shows the prices of the models', () => {
		const [standard, pro] = KLING_MODELS.map(({ usdPerSecond }) => usdPerSecond);
		const [, , fromImages, fromVideo] = rowsUnder('Money');
		expect(fromImages?.slice(1)).toEqual([
			`$${standard?.withoutVideoInput}`,
			`$${pro?.withoutVideoInput}`,
		]);
		expect(fromVideo?.slice(1)).toEqual([
			`$${standard?.withVideoInput}`,
			`$${pro?.withVideoInput}`,
		]);
	});

	it('lists the input modes, with their lengths', () => {
		const listed = rowsUnder('What a video can be made from');
		const lengthOf = (durations: readonly number[] = []) => {
			const [shortest, longest] = [durations[0], durations.at(-1)];
			if (durations.length === 0) return 'as the source';
			return durations.length === 2 ? `${shortest} or ${longest} s` : `${shortest} to ${longest} s`;
		};
		for (const mode of INPUT_MODE_CHOICES) {
			const row = listed.find(([, name]) => name === mode.name);
			const length = mode.value === 'auto' ? 'as above' : lengthOf(mode.durations);
			expect([mode.name, row?.[3]]).toEqual([mode.name, length]);
		}
		expect(listed.find(([operation]) => operation === EDIT_MODE.name)?.[3]).toBe(
			lengthOf(EDIT_MODE.durations),
		);
	});

	it('tells the limits that are held', () => {
		const { image, video } = MEDIA_LIMITS;
		for (const limit of [
			`prompt of ${PROMPT_LENGTH.min} to ${PROMPT_LENGTH.max.toLocaleString('en-US')} characters`,
			`up to ${image.maxBytes / MEBIBYTE} MB, each side at least ${image.minSidePx} pixels`,
			`at most ${image.maxAspect} times as long as wide`,
			`up to ${video.maxBytes / MEBIBYTE} MB`,
			`one pause takes ${MOST_REPORTED_ROWS}`,
		]) {
			expect(readme.replace(/\s+/g, ' ')).toContain(limit);
		}
	});

	it('calls fields and choices as the form does', () => {
		const shown = [
			'Download Video',
			'Dry Run',
			'Maximum Wait (Minutes)',
			'Spending Limit (USD)',
			'Unique Key',
			'Videos at Once',
			'When to Continue',
			'When the Video Is Ready',
			'When Runware Reports Back',
			'Immediately',
		];
		for (const label of shown) {
			expect([...labels]).toContain(label);
			expect(readme).toContain(`**${label.replace(/ \(.*\)$/, '')}`);
		}
	});

	it('states the versions of n8n that tests run', () => {
		expect(readme).toContain(`Tested with n8n ${realN8n.n8n}`);
	});
});

describe('CONTRIBUTING', () => {
	it('has every command that there is for developers', () => {
		const parts = ['build', 'watch', 'check', 'lint', 'types', 'scan'];
		const text = textOf('CONTRIBUTING.md');
		const missing = Object.keys(scripts)
			.filter((name) => !parts.includes(name))
			.filter((name) => !new RegExp(`\\bnpm (?:run )?${name}\\b|\`${name}\``).test(text));
		expect(missing).toEqual([]);
	});
});
