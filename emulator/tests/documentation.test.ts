/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a test, never part of the package */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultList } from '../faults/faultKinds';
import { DEFAULT_READINGS } from '../readings';

const page = readFileSync(join(__dirname, '../README.md'), 'utf8');

/** The code spans in the first column of a section's table. */
function listed(section: string): string[] {
	const [, text = ''] = page.split(`## ${section}\n`);
	const [table = ''] = text.split('\n## ');
	return [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name = '']) => name);
}

describe('the documentation of the emulator', () => {
	it('lists every fault, and no other', () => {
		expect(listed('Faults')).toEqual(faultList().map(({ name }) => name));
	});

	it('lists every reading, and no other', () => {
		expect(listed('Readings').sort()).toEqual(Object.keys(DEFAULT_READINGS).sort());
	});
});
