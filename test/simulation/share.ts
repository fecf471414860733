/** What a child of the simulation is told to do, and what it answers. */
export interface Share {
	readonly first: number;
	readonly count: number;
}

export interface ShareDone {
	readonly schedules: number;
	readonly coverage: readonly (readonly [string, number])[];
	/** The seeds with a violation, and what the first of each was. */
	readonly violations: readonly (readonly [number, string])[];
}
