/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a program of its own, outside n8n */
import { realCore } from './core';
import { addTo } from './coverage';
import type { Coverage } from './coverage';
import { INVARIANTS } from './invariants';
import { seedsFrom, simulate } from './many';
import type { Share, ShareDone } from './share';

/** Simulates the shares that main.ts sends, until it hangs up. */
process.on('message', (share: Share) => {
	void simulated(share).then((done) => process.send?.(done));
});

async function simulated({ first, count }: Share): Promise<ShareDone> {
	const coverage: Coverage = new Map();
	const violations: (readonly [number, string])[] = [];
	let schedules = 0;
	await simulate(seedsFrom(first, count), realCore, (simulation) => {
		schedules += 1;
		addTo(coverage, simulation.coverage);
		const [violation] = simulation.violations;
		if (violation !== undefined) {
			const text = `${INVARIANTS[violation.invariant]}: ${violation.what}`;
			violations.push([simulation.seed, text]);
		}
		return true;
	});
	return { schedules, coverage: [...coverage], violations };
}
