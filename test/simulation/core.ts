import { fetchVideos } from '../../nodes/Kling/runware/getTasks';
import { render } from '../../nodes/Kling/runware/runTasks';

/** What the simulation drives: the real core here, or a mutant of it (mutant.ts). */
export interface Core {
	readonly render: typeof render;
	readonly fetchVideos: typeof fetchVideos;
}

export const realCore: Core = { render, fetchVideos };
