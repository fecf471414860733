/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run outside n8n */
import type { Core } from './core';
import { Simulation } from './simulation';

/** As many schedules share a turn of the event loop: a turn costs more than what happens in it. */
const AT_ONCE = 64;

/**
 * Runs the schedules of the seeds, each on its own clock. One event of each happens in a turn, and
 * the turn ends when all promises have settled; they share nothing, so a seed always comes out the same.
 * @param seen called at each schedule's end; says whether to go on
 */
export async function simulate(
	seeds: Iterable<number>,
	core: Core,
	seen: (simulation: Simulation) => boolean,
	{ traced = false } = {},
): Promise<void> {
	const source = seeds[Symbol.iterator]();
	let active: Simulation[] = [];
	const { stackTraceLimit } = Error;
	Error.stackTraceLimit = 0; // the core makes an error of each that the API tells: nobody reads where

	try {
		await everySchedule();
	} finally {
		Error.stackTraceLimit = stackTraceLimit;
	}

	async function everySchedule(): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			refill();
			setImmediate(turn);

			function turn(): void {
				try {
					const unfinished: Simulation[] = [];
					for (const simulation of active) {
						if (simulation.step()) unfinished.push(simulation);
						else if (!seen(simulation)) {
							resolve();
							return;
						}
					}
					active = unfinished;
					refill();
					if (active.length === 0) resolve();
					else setImmediate(turn);
				} catch (cause) {
					reject(cause instanceof Error ? cause : new Error(String(cause)));
				}
			}
		});
	}

	function refill(): void {
		while (active.length < AT_ONCE) {
			const { value, done } = source.next();
			if (done === true) return;
			active.push(new Simulation(value, core, { traced }));
		}
	}
}

export function* seedsFrom(first: number, count: number): Generator<number> {
	for (let seed = first; seed < first + count; seed += 1) yield seed;
}
