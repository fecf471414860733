/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockProblem } from './lockProblem';

const manifest = { name: 'example', version: '1.0.0' };
const lock = { ...manifest, lockfileVersion: 3, packages: { '': manifest } };
const wanting = { ...manifest, devDependencies: { 'not-in-the-lock-file': '1.0.0' } };

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'kling-locks-'));
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

function problemOf(packageJson: object, packageLock: object): string | undefined {
	writeFileSync(join(folder, 'package.json'), JSON.stringify(packageJson));
	writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(packageLock));
	return lockProblem(folder, ['npm'], '--offline');
}

describe('the check of a lock file', () => {
	it('takes one that fits its package.json, and installs nothing', () => {
		expect(problemOf(manifest, lock)).toBeUndefined();
		expect(readdirSync(folder).sort()).toEqual(['package-lock.json', 'package.json']);
	});

	it('refuses one in which a package is missing', () => {
		const problem = problemOf(wanting, lock) ?? '';
		expect(problem).toContain('not-in-the-lock-file');
		expect(problem).not.toMatch(/npm error|--dry-run|_logs/);
	});

	it('refuses one that is no JSON at all', () => {
		writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
		writeFileSync(join(folder, 'package-lock.json'), '<<<<<<< HEAD');
		expect(lockProblem(folder, ['npm'], '--offline')).not.toBeUndefined();
	});

	it('says when there is no such npm', () => {
		expect(lockProblem(folder, ['no-such-npm'])).toContain('ENOENT');
	});
});
