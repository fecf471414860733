import type { ParameterSet } from './parameterSet';

export interface SetVerdict {
	readonly set: ParameterSet;
	/** Held back: another row stopped the run before anything was sent. */
	readonly is: 'accepted' | 'refused' | 'held back';
	readonly message?: string;
	readonly code?: string;
	/** The field that the message rightly names. */
	readonly label?: string;
	/** What is wrong with how it went. */
	readonly complaints: readonly string[];
}

export interface RunVerdict {
	readonly run: number;
	readonly operation: string;
	readonly sets: readonly SetVerdict[];
	/** What is wrong with the run as a whole. */
	readonly complaints: readonly string[];
}
