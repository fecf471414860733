/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installPackage } from '../../test/e2e/communityFolder';
import { nodeBinary, subPackage } from '../../test/e2e/installation';

const run = promisify(execFile);

/** What n8n has to load for a contender. */
export interface Weighed {
	readonly contender: string;
	/** From a process that has n8n-workflow loaded already: files read and node types made. */
	readonly loadMs: number;
	/** Of the files that n8n reads, unpacked: no source maps, no type declarations. */
	readonly kilobytes: number;
}

const MODULES = join(subPackage, 'node_modules');
const VENDORS = join(MODULES, '@n8n/n8n-nodes-langchain/dist/nodes/vendors');
const BASE = join(MODULES, 'n8n-nodes-base/dist/nodes');

/** Folders and, in them, the files of node types. */
type Parts = Readonly<Record<string, string>>;

const partsOf = (ownPackage: string): Readonly<Record<string, Parts>> => ({
	kling: { [ownPackage]: 'dist/nodes/Kling/Kling.node.js' },
	loop: {
		[join(BASE, 'Crypto')]: 'Crypto.node.js',
		[join(BASE, 'HttpRequest')]: 'HttpRequest.node.js',
		[join(BASE, 'Wait')]: 'Wait.node.js',
		[join(BASE, 'If')]: 'If.node.js',
	},
	gemini: { [join(VENDORS, 'GoogleGemini')]: 'GoogleGemini.node.js' },
	miniMax: { [join(VENDORS, 'MiniMax')]: 'MiniMax.node.js' },
	openAi: { [join(VENDORS, 'OpenAi')]: 'OpenAi.node.js' },
});

const LOAD = `
require('n8n-workflow');
const began = performance.now();
for (const file of process.argv.slice(1)) {
	const [Node] = Object.values(require(file));
	new Node();
}
console.log(performance.now() - began);
`;

async function loadMs(files: readonly string[]): Promise<number> {
	const { stdout } = await run(nodeBinary(), ['-e', LOAD, ...files], {
		env: { NODE_PATH: MODULES },
	});
	return Number(stdout.trim().split('\n').at(-1));
}

const IS_READ = /(?<!\.d)\.(?:js|json|svg|ts)$/;

async function bytesBelow(folder: string): Promise<number> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile() && IS_READ.test(entry.name));
	const sizes = files.map(async ({ parentPath, name }) => await stat(join(parentPath, name)));
	return (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
}

export async function weighAll(attempts: number): Promise<readonly Weighed[]> {
	const userFolder = await mkdtemp(join(tmpdir(), 'kling-weight-'));
	try {
		await installPackage(userFolder);
		const own = join(userFolder, '.n8n/nodes/node_modules/n8n-nodes-runware-kling');
		const all: Weighed[] = [];
		for (let attempt = 0; attempt < attempts; attempt += 1) {
			for (const [contender, parts] of Object.entries(partsOf(own))) {
				const files = Object.entries(parts).map(([folder, file]) => join(folder, file));
				const sizes = await Promise.all(Object.keys(parts).map(bytesBelow));
				const bytes = sizes.reduce((sum, size) => sum + size, 0);
				all.push({ contender, loadMs: await loadMs(files), kilobytes: bytes / 1000 });
			}
		}
		return all;
	} finally {
		await rm(userFolder, { recursive: true, force: true });
	}
}
