/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- tests run outside n8n */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

export const MAX_BYTES = 210_000;

export interface PackedFile {
	path: string;
	bytes: number;
}

const WANTED = [
	/^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
	/^dist\/(nodes|credentials)\/(.+\/)?[^/]+\.(js|svg|json)$/,
];

/** Packs the package as npm would publish it and unpacks it into the folder. */
export function unpackInto(folder: string, root: string): string {
	const pack = ['pack', '--ignore-scripts', '--pack-destination', folder];
	execFileSync('npm', pack, { cwd: root, stdio: 'pipe' });
	const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'));
	if (tarball === undefined) throw new Error('npm pack made no tarball');
	const unpacked = join(folder, 'unpacked');
	mkdirSync(unpacked);
	execFileSync('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1'], { cwd: folder });
	return unpacked;
}

export function listFiles(folder: string): PackedFile[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((path) => ({ path: path.split(sep).join('/'), stat: statSync(join(folder, path)) }))
		.filter(({ stat }) => stat.isFile())
		.map(({ path, stat }) => ({ path, bytes: stat.size }))
		.sort((a, b) => a.path.localeCompare(b.path));
}

export const totalBytes = (files: PackedFile[]) => files.reduce((sum, { bytes }) => sum + bytes, 0);

/** What the packed files break of the package's rules, in sentences. */
export function tarballProblems(files: PackedFile[]): string[] {
	const paths = files.map(({ path }) => path);
	const missing = ['package.json', 'README.md', 'LICENSE'].filter((path) => !paths.includes(path));
	const unwanted = paths.filter((path) => !WANTED.some((pattern) => pattern.test(path)));
	const bytes = totalBytes(files);
	return [
		...missing.map((path) => `${path} is missing from the tarball`),
		...unwanted.map((path) => `${path} does not belong in the tarball`),
		...(bytes >= MAX_BYTES ? [`${bytes} bytes unpacked, the limit is ${MAX_BYTES}`] : []),
	];
}
