/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../test/engine/built';
import type { Suffered } from './faults';
import type { Remembered } from './memory';
import type { Timed } from './timing';
import type { Weighed } from './weight';

/** One entry for each single run; medians are made of them where they are shown. */
export interface Results {
	readonly time: readonly Timed[];
	readonly faults: readonly Suffered[];
	readonly memory: readonly Remembered[];
	readonly weight: readonly Weighed[];
}

/** What was measured together. */
export type Part = keyof Results;

export const PARTS: readonly Part[] = ['weight', 'faults', 'memory', 'time'];

export interface Measured<P extends Part> {
	/** ISO 8601, UTC. */
	readonly at: string;
	/** Of n8n, of its Node, and the processors of the machine. */
	readonly on: string;
	readonly runs: Results[P];
}

const fileOf = (part: Part) => join(packageRoot, `bench/results/${part}.json`);

export function keep<P extends Part>(part: P, measured: Measured<P>): void {
	writeFileSync(fileOf(part), `${JSON.stringify(measured, undefined, '\t')}\n`);
}

function kept<P extends Part>(part: P): Measured<P> | undefined {
	if (!existsSync(fileOf(part))) return undefined;
	// Written by `keep`.
	return JSON.parse(readFileSync(fileOf(part), 'utf8')) as Measured<P>;
}

/** What has been measured so far. */
export function allKept(): Partial<Results> {
	const parts = PARTS.map((part) => [part, kept(part)?.runs] as const);
	// Each part under its own name; `fromEntries` does not tell.
	return Object.fromEntries(parts) as Partial<Results>;
}
