/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, no-console -- a program for a terminal, outside n8n */
/**
 * npm run release:check                  all that a release demands, except the upload
 * npm run release:check -- --tag v1.0.0  and that the tag fits
 * npm run release:check -- --quick       without the tests
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { releaseProblems } from './releaseProblems';

const root = join(__dirname, '../..');
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

const { values } = parseArgs({
	options: { tag: { type: 'string' }, quick: { type: 'boolean', default: false } },
});

/** Whether a command succeeds; its output is shown. */
function succeeds(command: string, ...args: string[]): boolean {
	console.log(`\n> ${[command, ...args].join(' ')}`);
	return spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0;
}

/** What git says of the folder; empty when all is committed. */
function uncommitted(): string {
	return spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' }).stdout;
}

const TESTS = ['test', 'test:e2e'];

const problems = [
	...releaseProblems({
		manifest: JSON.parse(textOf('package.json')),
		changelog: textOf('CHANGELOG.md'),
		...(values.tag === undefined ? {} : { tag: values.tag }),
	}),
	...(uncommitted() === '' ? [] : ['not everything is committed']),
	...(values.quick ? [] : TESTS.filter((script) => !succeeds('npm', 'run', script))).map(
		(script) => `'npm run ${script}' failed`,
	),
	...(succeeds('npm', 'pack', '--dry-run') ? [] : ["'npm pack' failed"]),
];

console.log('');
for (const problem of problems) console.log(`✗ ${problem}`);
if (problems.length === 0) console.log('✓ ready to be published');
process.exitCode = problems.length === 0 ? 0 : 1;
