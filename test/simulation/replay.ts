import type { Core } from './core';
import { INVARIANTS } from './invariants';
import { simulate } from './many';

/** A schedule in full: its world, its jobs, and all that happened, each with its millisecond. */
export async function replay(
	seed: number,
	core: Core,
): Promise<{ readonly text: string; readonly isClean: boolean }> {
	const lines: string[] = [];
	let isClean = true;
	await simulate(
		[seed],
		core,
		({ world, schedule, timeline, violations }) => {
			lines.push(`Seed ${seed}`, '', 'World');
			for (const [name, value] of Object.entries(world)) lines.push(`  ${name}: ${String(value)}`);
			lines.push('', 'Jobs', ...schedule.jobs.map((job) => `  ${JSON.stringify(job)}`));
			lines.push('', 'Timeline (key-attempt stands for a taskUUID)', ...(timeline ?? []), '');
			isClean = violations.length === 0;
			for (const { invariant, at, what } of violations) {
				lines.push(`Violation at ${Math.round(at)} ms: ${INVARIANTS[invariant]}`, `  ${what}`);
			}
			if (isClean) lines.push('No violation');
			return true;
		},
		{ traced: true },
	);
	return { text: lines.join('\n'), isClean };
}
