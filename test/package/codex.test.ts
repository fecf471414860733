/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RunwareApi } from '../../credentials/RunwareApi.credentials';
import codex from '../../nodes/Kling/Kling.node.json';
import { name } from '../../package.json';
import { packageRoot } from '../engine/built';

/** All that n8n's page on codex files allows, letter for letter; a node with another one may not be found. */
const CATEGORIES = [
	'Analytics',
	'Communication',
	'Data & Storage',
	'Development',
	'Finance & Accounting',
	'Marketing & Content',
	'Miscellaneous',
	'Productivity',
	'Sales',
	'Utility',
];

const links = [...codex.resources.primaryDocumentation, ...codex.resources.credentialDocumentation]
	.map(({ url }) => url)
	.concat(new RunwareApi().documentationUrl);

describe('the codex', () => {
	it('has categories of the list of n8n only, each once', () => {
		expect(codex.categories).not.toEqual([]);
		expect(codex.categories.filter((category) => !CATEGORIES.includes(category))).toEqual([]);
		expect(new Set(codex.categories).size).toBe(codex.categories.length);
	});

	it('is of this package and of the node as it is', () => {
		const node = readFileSync(join(packageRoot, 'nodes/Kling/Kling.node.ts'), 'utf8');
		expect(codex.node).toBe(name);
		expect(node).toContain(`version: ${Number(codex.nodeVersion)},`);
	});

	it.each([
		'kling',
		'kling o1',
		'kling o3',
		'kling 3.0 omni',
		'kling ai',
		'omni',
		'runware',
		'ai video',
		'text to video',
		'image to video',
		'edit video',
	])('knows the node as "%s"', (words) => {
		expect(codex.alias).toContain(words);
	});

	it('says no word twice', () => {
		expect(new Set(codex.alias).size).toBe(codex.alias.length);
	});

	it.each(links)('links to %s, which is no page that Runware has moved', (link) => {
		expect(link).toMatch(/^https:\/\//);
		expect(link).not.toContain('/docs/platform/');
	});
});
