/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, no-console -- runs outside n8n */
/**
 * The engine tests on older n8n, each installed when it is first used and tested on its own. Begins
 * with the names of those that are wanted, all without one; what follows goes to jest.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const engines = readdirSync(__dirname).filter((name) => name.startsWith('n8n-'));

function succeeds(command: string, args: readonly string[], cwd: string): boolean {
	const { error, status } = spawnSync(command, args, { cwd, stdio: 'inherit' });
	if (error !== undefined) throw error;
	return status === 0;
}

/** npm writes its list of what it has installed at the very end. */
function isInstalled(folder: string): boolean {
	const writtenAt = (file: string) =>
		statSync(join(folder, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
	return writtenAt('node_modules/.package-lock.json') > writtenAt('package-lock.json');
}

function passes(engine: string, jestArguments: readonly string[]): boolean {
	const folder = join(__dirname, engine);
	if (!isInstalled(folder)) {
		console.log(`Installing the engine of ${engine}, once: about 300 MB …`);
		if (!succeeds('npm', ['ci', '--loglevel=error'], folder)) return false;
	}
	const jest = [
		require.resolve('jest/bin/jest'),
		'--ci',
		'--config',
		join(__dirname, 'jest.config.js'),
	];
	return succeeds(process.execPath, [...jest, ...jestArguments, '--selectProjects', engine], root);
}

const given = process.argv.slice(2);
const named = given.filter((name) => engines.includes(name));
const others = given.filter((name) => !engines.includes(name));
const failed = (named.length > 0 ? named : engines).filter((engine) => !passes(engine, others));
for (const engine of failed) console.log(`✗ the engine tests do not pass on ${engine}`);
process.exitCode = failed.length > 0 ? 1 : 0;
