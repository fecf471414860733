/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- tests run outside n8n */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What `npm ci` reads before it installs anything. */
const READ_BY_NPM = ['package.json', 'package-lock.json', '.npmrc'];

/** npm's own words, without its prefix, its code, the help on the command and the log's path. */
function reasonIn(stderr: string): string {
	const said = stderr
		.split('\n')
		.filter((line) => /^npm (error|ERR!)/.test(line))
		.map((line) => line.replace(/^npm (error|ERR!) ?/, ''))
		.filter((line) => line !== '' && !/^(code |A complete log of this run)/.test(line));
	const help = said.indexOf('Clean install a project');
	return (help < 0 ? said : said.slice(0, help)).join('\n') || stderr;
}

/**
 * Why `npm ci` does not take the folder's lock file; nothing when it does. It works on a copy and
 * installs nothing, so the folder's node_modules stay.
 */
export function lockProblem(
	folder: string,
	npm: readonly [string, ...string[]],
	...options: readonly string[]
): string | undefined {
	const copy = mkdtempSync(join(tmpdir(), 'kling-lock-'));
	try {
		for (const file of READ_BY_NPM.filter((name) => existsSync(join(folder, name))))
			copyFileSync(join(folder, file), join(copy, file));
		const [command, ...first] = npm;
		const args = [...first, 'ci', '--dry-run', '--ignore-scripts', '--no-audit', ...options];
		const { status, stderr, error } = spawnSync(command, args, { cwd: copy, encoding: 'utf8' });
		if (error !== undefined) return error.message;
		if (status === 0) return undefined;
		return reasonIn(stderr);
	} finally {
		rmSync(copy, { recursive: true, force: true });
	}
}
