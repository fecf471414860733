import { fetchVideos } from '../../nodes/KlingO1/runware/fetchVideos';
import { render } from '../../nodes/KlingO1/runware/render';

/** What the simulation drives: the real core here, or a mutant of it (mutant.ts). */
export interface Core {
	readonly render: typeof render;
	readonly fetchVideos: typeof fetchVideos;
}

export const realCore: Core = { render, fetchVideos };
