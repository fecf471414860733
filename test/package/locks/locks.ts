/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, no-console -- a program for a terminal, outside n8n */
/**
 * npm run locks: whether `npm ci` takes every lock file of the repository under each npm that
 * comes with a Node.js we support. What npm 11 writes, npm 10 may refuse. It needs the npm
 * registry, for the npm versions themselves too, and is therefore no part of `npm test`.
 */
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../engine/built';
import { lockProblem } from './lockProblem';

/** Node 20 and 22 bring npm 10, Node 24 brings npm 11. */
const NPM_VERSIONS = ['10', '11'];

const locks = execFileSync('git', ['ls-files', '*package-lock.json'], {
	cwd: packageRoot,
	encoding: 'utf8',
})
	.split('\n')
	.filter((path) => path !== '');

let refused = locks.length === 0;
for (const lock of locks) {
	for (const version of NPM_VERSIONS) {
		const npm = ['npx', '--yes', `npm@${version}`] as const;
		const problem = lockProblem(join(packageRoot, dirname(lock)), npm);
		console.log(`${problem === undefined ? '✓' : '✗'} npm ${version}  ${lock}`);
		if (problem === undefined) continue;
		console.error(problem);
		refused = true;
	}
}
process.exitCode = refused ? 1 : 0;
