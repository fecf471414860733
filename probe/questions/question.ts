import type { Readings } from '../../emulator/readings';
import type { Api } from '../api/api';
import type { Counts, Exchange } from '../api/exchange';

/** What an assumption turned out to be. */
export interface Finding {
	/** Undefined where the question stays open, and `found` says why. */
	readonly reading?: Reading;
	readonly found: string;
}

/**
 * The emulator's name for what was found, so that it can be set to behave just so; `other` for what
 * it has no reading for.
 */
export type Reading =
	| 'settled'
	| { readonly [Name in keyof Readings]?: Readings[Name] | 'limited' };

/** A row of the probe's table: what is assumed, how an answer to it is read, what the node does about it. */
export interface Question<Seen> {
	/** Names the row in the copy for an issue. */
	readonly name: string;
	readonly assumption: string;
	readonly read: (seen: Seen) => Finding;
	readonly node: string;
}

/** A question with requests of its own. */
export interface AskedQuestion extends Question<readonly Exchange[]> {
	readonly ask: (api: Api) => Promise<readonly Exchange[]>;
	/** What each of its requests is about, where there are many. */
	readonly labels?: readonly string[];
	/** What is an answer, besides success. */
	readonly counts?: Counts;
}

/** A question with its answer. */
export interface Answered extends Finding {
	readonly name: string;
	readonly assumption: string;
	readonly node: string;
	/** What came back, without the account's data. */
	readonly evidence: readonly string[];
}

export function settled(found: string, reading: Reading = 'settled'): Finding {
	return { found, reading };
}

export function open(found: string): Finding {
	return { found };
}
