/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run outside n8n */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { realCore } from './core';
import type { Core } from './core';
import { seedsFrom, simulate } from './many';
import { loadCore, mutant } from './mutant';
import { SAFEGUARDS } from './safeguards';

/** Twice what the best hidden one has needed. */
const SCHEDULES = 5_000;

/** The seed that showed each one last: the search begins there. UPDATE=1 writes it anew. */
const FOUND_BY = join(__dirname, 'foundBy.json');
const foundBy = JSON.parse(readFileSync(FOUND_BY, 'utf8')) as Record<string, number>; // written below

async function firstViolation(core: Core, seeds: Iterable<number>): Promise<number | undefined> {
	let found: number | undefined;
	await simulate(seeds, core, ({ seed, violations }) => {
		if (violations.length > 0) found = seed;
		return found === undefined;
	});
	return found;
}

describe('the simulation notices when this is taken out', () => {
	it.each(SAFEGUARDS)(
		'$name',
		async (safeguard) => {
			const core = mutant(safeguard);
			const known = foundBy[safeguard.name];
			const seed =
				(known === undefined ? undefined : await firstViolation(core, [known])) ??
				(await firstViolation(core, seedsFrom(1, SCHEDULES)));
			expect(seed).toBeDefined();
			foundBy[safeguard.name] = seed ?? 0;
			expect(await firstViolation(realCore, [seed ?? 0])).toBeUndefined();
		},
		300_000,
	);

	afterAll(() => {
		if (process.env['UPDATE'] === undefined) return;
		const names = SAFEGUARDS.map(({ name }) => [name, foundBy[name]]);
		writeFileSync(FOUND_BY, `${JSON.stringify(Object.fromEntries(names), null, '\t')}\n`);
	});
});

it('nothing is noticed where nothing is taken out', async () => {
	expect(await firstViolation(loadCore(new Map()), seedsFrom(1, 300))).toBeUndefined();
});

it('a safeguard that has moved is named', () => {
	const [safeguard] = SAFEGUARDS;
	if (safeguard === undefined) throw new Error('There are no safeguards');
	expect(() => mutant({ ...safeguard, snippet: 'is not there' })).toThrow(safeguard.name);
});
