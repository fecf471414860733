/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot, staleFiles } from '../engine/built';

const run = promisify(execFile);

async function pack(): Promise<Buffer> {
	if (staleFiles().length > 0) {
		await run(join(packageRoot, 'node_modules/.bin/gulp'), ['build', '--silent'], {
			cwd: packageRoot,
		});
	}
	const folder = await mkdtemp(join(tmpdir(), 'kling-pack-'));
	try {
		await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
			cwd: packageRoot,
		});
		const [tarball] = await readdir(folder);
		if (tarball === undefined) throw new Error('npm pack made no tarball');
		return await readFile(join(folder, tarball));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

let packed: Promise<Buffer> | undefined;

/** The tarball of this package as npm would publish it; built and packed once. */
export async function packedPackage(): Promise<Buffer> {
	packed ??= pack();
	return await packed;
}
