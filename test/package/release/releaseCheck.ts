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
import { name } from '../../../package.json';
import { packageRoot } from '../../engine/built';
import { askRegistry } from './askRegistry';
import { outdatedFiles, publisherText } from './publishedFiles';
import { publisherProblems } from './publisher';
import { releaseProblems, releaseWay, type Workflow } from './releaseProblems';

const textOf = (file: string) => readFileSync(join(packageRoot, file), 'utf8');

const { values } = parseArgs({
	options: { tag: { type: 'string' }, quick: { type: 'boolean', default: false } },
});

/** Whether a command succeeds; its output is shown. */
function succeeds(command: string, ...args: string[]): boolean {
	console.log(`\n> ${[command, ...args].join(' ')}`);
	return spawnSync(command, args, { cwd: packageRoot, stdio: 'inherit' }).status === 0;
}

/** What git says of the folder; empty when all is committed. */
function uncommitted(): string {
	const { stdout } = spawnSync('git', ['status', '--porcelain'], {
		cwd: packageRoot,
		encoding: 'utf8',
	});
	return stdout;
}

/** Set in .github/workflows/release.yml, which lets nobody see the token here. */
function workflow(): Workflow | undefined {
	const repository = process.env['GITHUB_REPOSITORY'];
	const hasToken = process.env['HAS_NPM_TOKEN'];
	if (repository === undefined || hasToken === undefined) return undefined;
	return { repository, hasToken: hasToken === 'true' };
}

/** What is wrong with the files, and what will happen to them. */
function judge(): { problems: string[]; way: string } {
	const published = askRegistry(name, packageRoot);
	const place = workflow();
	const outdated = outdatedFiles(packageRoot);
	const problems = [
		...publisherProblems(publisherText(packageRoot)),
		...outdated.map(
			({ file }) => `${file} does not say what publisher.json says: 'npm run publisher'`,
		),
		...releaseProblems({
			manifest: JSON.parse(textOf('package.json')),
			changelog: textOf('CHANGELOG.md'),
			published,
			...(values.tag !== undefined && { tag: values.tag }),
			...(place !== undefined && { workflow: place }),
		}),
		...(uncommitted() === '' ? [] : ['not everything is committed']),
	];
	return { problems, way: releaseWay(published, place) };
}

const TESTS = ['test', 'test:e2e'];

function main(): void {
	const { problems, way } = judge();
	const commands = [
		...(values.quick ? [] : TESTS.map((script) => ['run', script])),
		['pack', '--dry-run'],
	];
	for (const command of commands) {
		if (!succeeds('npm', ...command)) problems.push(`'npm ${command.join(' ')}' failed`);
	}
	console.log('');
	for (const problem of problems) console.log(`✗ ${problem}`);
	if (problems.length === 0) console.log(`✓ ready to be published. ${way}`);
	process.exitCode = problems.length === 0 ? 0 : 1;
}

try {
	main();
} catch (error) {
	console.error(`✗ ${error instanceof Error ? error.message : String(error)}`);
	process.exitCode = 1;
}
