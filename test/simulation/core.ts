import { getTasks } from '../../nodes/Kling/runware/getTasks';
import { runTasks } from '../../nodes/Kling/runware/runTasks';

/** What the simulation drives: the real core here, or a mutant of it (mutant.ts). */
export interface Core {
	readonly render: typeof runTasks;
	readonly fetchVideos: typeof getTasks;
}

export const realCore: Core = { render: runTasks, fetchVideos: getTasks };
