/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MOST_REPORTED_ROWS } from '../../nodes/Kling/fields/waiting';
import { KLING_MODELS } from '../../nodes/Kling/catalog/models';
import { secondsIn } from '../../nodes/Kling/catalog/lengths';
import type { Lengths } from '../../nodes/Kling/catalog/lengths';
import { AUTO, EDIT_MODE, INPUT_MODES } from '../../nodes/Kling/catalog/modes';
import type { InputMode } from '../../nodes/Kling/catalog/modes';
import { OFFERS } from '../../nodes/Kling/catalog/offers';
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
function rowsUnder(document: string, heading: string): string[][] {
	const [, text = ''] = document.split(`## ${heading}\n`);
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

	it('has no heading twice', () => {
		const headings = [...text.matchAll(/^#+ .*$/gm)].map(([heading]) => heading);
		expect(headings.filter((heading, index) => headings.indexOf(heading) !== index)).toEqual([]);
	});

	it('spells as n8n does', () => {
		expect(text.match(/catalogue|neighbour|licence|behaviour|\bgrey\b|\bcan not\b/gi)).toBeNull();
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

	const dollars = (usd: number | undefined) => (usd === undefined ? '–' : `$${usd}`);

	it('shows the prices of the models', () => {
		const rates = KLING_MODELS.map(({ usdPerSecond }) => usdPerSecond);
		const [head, , plain, withSound, fromVideo] = rowsUnder(readme, 'Money');
		expect(head?.slice(1)).toEqual(
			KLING_MODELS.map(({ name }) => name.replace(/^Kling | \(.*\)$/g, '')),
		);
		expect(plain?.slice(1)).toEqual(rates.map((rate) => dollars(rate.plain)));
		expect(withSound?.slice(1)).toEqual(rates.map((rate) => dollars(rate.withSound)));
		expect(fromVideo?.slice(1)).toEqual(rates.map((rate) => dollars(rate.fromVideo)));
	});

	it('lists the input modes, with their lengths', () => {
		const listed = rowsUnder(readme, 'What a video can be made from');
		const lengthOf = (lengths?: Lengths) => {
			if (lengths === undefined) return 'as the source';
			const seconds = secondsIn(lengths);
			const between = lengths.kind === 'list' ? ' or ' : ' to ';
			return `${[seconds[0], seconds.at(-1)].join(between)} s`;
		};
		const lengthsOf = (mode: InputMode) =>
			['Kling O1', 'Kling 3.0 Omni'].map((family) => {
				const offers = OFFERS.filter((offer) => offer.mode === mode);
				return lengthOf(offers.find(({ model }) => model.family === family)?.lengths);
			});
		expect(new Set(KLING_MODELS.map(({ family }) => family)).size).toBe(2);
		for (const mode of INPUT_MODES) {
			const row = listed.find(([, name]) => name === mode.name);
			expect([mode.name, ...(row?.slice(3, 5) ?? [])]).toEqual([mode.name, ...lengthsOf(mode)]);
		}
		expect(listed.find(([, name]) => name === AUTO.name)?.slice(3, 5)).toEqual([
			'as above',
			'as above',
		]);
		expect(listed.find(([operation]) => operation === EDIT_MODE.name)?.slice(3, 5)).toEqual(
			lengthsOf(EDIT_MODE),
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
			'Generate Sound',
			'Shots',
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

describe('docs/money.md', () => {
	it('shows what 5 seconds cost', () => {
		const [, , plain, withSound, fromVideo] = rowsUnder(
			textOf('docs/money.md'),
			'What a video costs',
		);
		const usd = (perSecond: number | undefined) =>
			perSecond === undefined ? '–' : (5 * perSecond).toFixed(2);
		const rates = KLING_MODELS.map(({ usdPerSecond }) => usdPerSecond);
		expect(plain?.slice(1)).toEqual(rates.map((rate) => usd(rate.plain)));
		expect(withSound?.slice(1)).toEqual(rates.map((rate) => usd(rate.withSound)));
		expect(fromVideo?.slice(1)).toEqual(rates.map((rate) => usd(rate.fromVideo)));
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
