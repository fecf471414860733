/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { inspect } from 'node:util';

/**
 * All text that can be reached from a value: names and values of properties, hidden ones and
 * symbols included, causes and stacks of errors, entries of maps and sets, bytes, and what a
 * debugger would print.
 */
export function textsIn(value: unknown): string {
	const texts: string[] = [printed(value)];
	const seen = new Set<object>();
	const open: unknown[] = [value];
	while (open.length > 0) {
		const next = open.pop();
		if (typeof next === 'string') texts.push(next);
		if ((typeof next !== 'object' && typeof next !== 'function') || next === null || seen.has(next))
			continue;
		seen.add(next);
		if (ArrayBuffer.isView(next)) {
			texts.push(Buffer.from(next.buffer, next.byteOffset, next.byteLength).toString('latin1'));
			continue;
		}
		if (next instanceof Map || next instanceof Set) open.push(...[...next.entries()].flat());
		for (const name of Reflect.ownKeys(next)) {
			texts.push(String(name));
			open.push(propertyOf(next, name));
		}
	}
	return texts.join('\n');
}

function printed(value: unknown): string {
	const everything = {
		depth: 40,
		showHidden: true,
		getters: true,
		maxArrayLength: Infinity,
		maxStringLength: Infinity,
	};
	return inspect(value, everything);
}

function propertyOf(owner: object, name: PropertyKey): unknown {
	try {
		return Reflect.get(owner, name);
	} catch {
		return undefined; // a getter that wants more than its object
	}
}
