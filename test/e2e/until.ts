/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 200;

/** Looks until the probe has something, which it returns; `what` says in the error what never came. */
export async function until<T>(
	what: string,
	probe: () => Promise<T | undefined> | T | undefined,
	timeoutMs: number,
	lookEveryMs = LOOK_EVERY_MS,
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const found = await probe();
		if (found !== undefined) return found;
		if (Date.now() > deadline) {
			throw new Error(`Waited ${Math.round(timeoutMs / 1000)} s in vain for ${what}`);
		}
		await pause(lookEveryMs);
	}
}
