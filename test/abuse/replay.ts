/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { inspect } from 'node:util';

import { playRun, runOf } from './abusedRun';
import { drawPlan, parametersOf } from './plan';
import { judge } from './runVerdict';

/** A set alone and in full: the node's parameters, the row, and what became of it. */
export async function replay(set: number): Promise<string> {
	const run = runOf(set);
	const plan = drawPlan(run);
	return await playRun(run, [set], (played) => {
		const verdict = judge(played);
		const complaints = [...verdict.complaints, ...verdict.sets.flatMap((each) => each.complaints)];
		return [
			`Set ${set} of run ${run}, ${verdict.operation}, On Error: ${plan.onError}`,
			`Parameters ${shown(parametersOf(plan))}`,
			`Row ${shown(played.sets[0]?.json)}`,
			`Files ${Object.keys(played.sets[0]?.binary ?? {})
				.map((name) => shown(name))
				.join(', ')}`,
			`May be wrong ${shown(played.sets[0]?.suspects)}`,
			`Items ${shown(played.result.outputs.map((items) => items.map(({ json }) => json)))}`,
			`Error ${shown(played.result.error?.message)}`,
			complaints.length === 0 ? 'Clear' : `Complaints ${shown(complaints)}`,
		].join('\n');
	});
}

function shown(value: unknown): string {
	return inspect(value, { depth: 6, maxStringLength: 300, maxArrayLength: 8, breakLength: 120 });
}
