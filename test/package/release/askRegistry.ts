/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs outside n8n */
import { spawnSync } from 'node:child_process';
import { isJsonObject } from '../../../emulator/validation/jsonObject';
import type { Published } from './published';

/** One more try, and no long wait: somebody looks on. */
const PATIENCE = ['--fetch-retries=1', '--fetch-timeout=20000'];

function parsed(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return value;
	} catch {
		return undefined;
	}
}

/** The versions that npm's registry has of a package; throws when it does not say. */
export function askRegistry(name: string, root: string): Published {
	// `--prefer-online`: an answer that npm has kept may be older than the last release.
	const args = ['view', name, 'versions', '--json', '--prefer-online', ...PATIENCE];
	const { stdout } = spawnSync('npm', args, { cwd: root, encoding: 'utf8' });
	const answer = parsed(stdout);
	if (typeof answer === 'string') return [answer];
	if (Array.isArray(answer)) return answer.map(String);
	const error = isJsonObject(answer) && isJsonObject(answer['error']) ? answer['error'] : {};
	if (error['code'] === 'E404') return [];
	const why = String(error['summary'] ?? stdout).trim() || 'no answer';
	throw new Error(`the npm registry does not say which versions it has of ${name}: ${why}`);
}
