/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import packageJson from '../../package.json';
import { packageRoot } from '../engine/built';
import { closeEngine, CREDENTIAL_TYPE } from '../engine/engine';
import { loadPackage } from '../engine/package';

type IconUrl = INodeTypeDescription['iconUrl'];

/** n8n serves `icons/<package>/<path>` from the package's folder. */
function iconFiles(iconUrl: IconUrl): string[] {
	const prefix = `icons/${packageJson.name}/`;
	const urls = typeof iconUrl === 'object' ? [iconUrl.light, iconUrl.dark] : [iconUrl ?? ''];
	return urls.map((url) => {
		expect(url.startsWith(prefix)).toBe(true);
		return join(packageRoot, url.slice(prefix.length));
	});
}

afterAll(closeEngine);

describe('the built package in n8n', () => {
	it('offers one node and one credential', async () => {
		const { types } = await loadPackage();
		expect(types.nodes.map(({ name }) => name)).toEqual(['kling']);
		expect(types.credentials.map(({ name }) => name)).toEqual([CREDENTIAL_TYPE]);
	});

	it('links the node to its credential', async () => {
		const loader = await loadPackage();
		const { credentials } = loader.getNode('kling').type.description as INodeTypeDescription;
		expect(credentials?.map(({ name }) => name)).toEqual([CREDENTIAL_TYPE]);
		expect(loader.known.credentials[CREDENTIAL_TYPE]?.supportedNodes).toEqual(['kling']);
	});

	it('has a light and a dark icon for both', async () => {
		const { types } = await loadPackage();
		for (const { iconUrl } of [...types.nodes, ...types.credentials]) {
			const files = iconFiles(iconUrl);
			expect(new Set(files).size).toBe(2);
			expect(files.filter((file) => !existsSync(file))).toEqual([]);
		}
	});

	it('is found by categories and other words', async () => {
		const { types } = await loadPackage();
		const codex = types.nodes[0]?.codex;
		expect(codex?.categories).not.toHaveLength(0);
		// The editor's search does not find nodes of this category.
		expect(codex?.categories).not.toContain('AI');
		expect(codex?.alias?.map((alias) => alias.toLowerCase())).toEqual(
			expect.arrayContaining(['kling', 'runware', 'ai video', 'text to video', 'image to video']),
		);
		expect(codex?.resources?.primaryDocumentation).not.toHaveLength(0);
	});

	it('is offered to AI agents as a tool', async () => {
		const { types } = await loadPackage();
		expect(types.nodes[0]?.usableAsTool).toBe(true);
	});
});

describe('package.json', () => {
	it('asks for nothing but n8n-workflow, in any version', () => {
		expect(packageJson).not.toHaveProperty('dependencies');
		expect(packageJson).not.toHaveProperty('optionalDependencies');
		expect(packageJson.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});
});
