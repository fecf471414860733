/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packedPackage } from './packedPackage';

const run = promisify(execFile);

const TARBALL = 'package.tgz';

/** As n8n itself installs community packages: n8n-workflow comes from n8n, not from a registry. */
const INSTALL = [
	'install',
	`./${TARBALL}`,
	'--ignore-scripts',
	'--omit=peer',
	'--legacy-peer-deps',
	'--package-lock=false',
	'--no-audit',
	'--no-fund',
];

/** Puts the packed package where n8n looks for community packages, unless this very build is there. */
export async function installPackage(userFolder: string): Promise<void> {
	const folder = join(userFolder, '.n8n/nodes');
	const tarball = await packedPackage();
	const earlier = await readFile(join(folder, TARBALL)).catch(() => undefined);
	if (earlier?.equals(tarball)) return;

	await mkdir(folder, { recursive: true });
	const manifest = { name: 'installed-nodes', private: true, dependencies: {} };
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	await writeFile(join(folder, TARBALL), tarball);
	await run('npm', INSTALL, { cwd: folder });
}
