import { getTasks } from '../../nodes/Kling/runware/getTasks';
import { priceTasks } from '../../nodes/Kling/runware/priceTasks';
import { runTasks } from '../../nodes/Kling/runware/runTasks';
import { RunwareError } from '../../nodes/Kling/runware/wire/RunwareError';

export const realCore = { runTasks, getTasks, priceTasks, RunwareError };

/** What the simulation drives: the real core, or a mutant of it (mutant.ts), with its own class of errors. */
export type Core = typeof realCore;

/** In nodes/Kling/runware. */
export const FILES: Readonly<Record<keyof Core, string>> = {
	runTasks: 'runTasks.ts',
	getTasks: 'getTasks.ts',
	priceTasks: 'priceTasks.ts',
	RunwareError: 'wire/RunwareError.ts',
};
