/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a program for a terminal, outside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What only the publisher can know stands in package.json alone, as addresses under a name that no
 * one can own. Lists what is still to be filled in; exits 1 when there is any.
 */
const PLACEHOLDER = /publisher\.invalid/;

function placeholders(value: unknown, path: string): string[] {
	if (typeof value === 'string') return PLACEHOLDER.test(value) ? [`${path}: ${value}`] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, entry]) =>
		placeholders(entry, path === '' ? name : `${path}.${name}`),
	);
}

const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
const open = placeholders(manifest, '');
for (const entry of open) console.log(`✗ to be filled in by the publisher: package.json ${entry}`);
if (open.length === 0) console.log('✓ every address is filled in');
process.exitCode = open.length === 0 ? 0 : 1;
