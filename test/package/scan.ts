/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- tests run outside n8n */
/**
 * What n8n's scanner will say about the published package, asked before it is published: its
 * analysis of the sources and of the tarball, and the tarball's files and size.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertBuilt, packageRoot } from '../engine/built';
import { listFiles, tarballProblems, totalBytes, unpackInto } from './tarball';

/** What the scanner looks at in a tarball. */
const PACKED_FILE_PATTERNS = ['**/*.js', 'package.json'];

async function scan(folder: string): Promise<string[]> {
	// Loaded late: the scanner makes a temporary folder of its own, which goes with ours this way.
	process.env['TMPDIR'] = folder;
	const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(
		'@n8n/scan-community-package/scanner/scanner.mjs'
	);
	const unpacked = unpackInto(folder, packageRoot);
	const files = listFiles(unpacked);
	for (const { path, bytes } of files) console.log(`${String(bytes).padStart(8)}  ${path}`);
	console.log(`${String(totalBytes(files)).padStart(8)}  bytes unpacked\n`);

	const problems = tarballProblems(files);
	const legs = [
		{ name: 'sources', result: await analyzePackage(packageRoot, SOURCE_FILE_PATTERNS) },
		{ name: 'tarball', result: await analyzePackage(unpacked, PACKED_FILE_PATTERNS) },
	];
	for (const { name, result } of legs) {
		// The scanner passes a folder in which it found nothing to look at.
		const clean = result.passed && result.message === undefined;
		console.log(`Scanner on ${name}: ${clean ? 'clean' : (result.details ?? result.message)}`);
		if (!clean) problems.push(`the scanner found something in the ${name}`);
	}
	return problems;
}

async function main(): Promise<void> {
	assertBuilt();
	const folder = mkdtempSync(join(tmpdir(), 'kling-scan-'));
	try {
		const problems = await scan(folder);
		for (const problem of problems) console.error(`✗ ${problem}`);
		if (problems.length > 0) process.exitCode = 1;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

void main();
