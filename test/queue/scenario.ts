import type { Row } from './orders';
import type { Site } from './surroundings';

export interface Told {
	/** All rows that it ordered videos for. */
	readonly rows: readonly Row[];
	/** What it saw besides the figures. */
	readonly remarks?: readonly string[];
}

/** Something that has to hold in queue mode; throws where it does not. */
export interface Scenario {
	readonly name: string;
	readonly claim: string;
	play(site: Site): Promise<Told>;
}
