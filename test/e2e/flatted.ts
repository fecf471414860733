import { isJsonObject } from '../../emulator/validation/jsonObject';
import { listOf } from './fields';

/**
 * The value behind a text in the `flatted` form (github.com/WebReflection/flatted), in which n8n
 * stores run data: a list whose first element is the value. In it and below it, every text is the
 * position in the list of what really stands there, so that the same object can stand twice.
 */
export function fromFlatted(text: string): unknown {
	const parsed: unknown = JSON.parse(text);
	const entries = listOf(parsed, 'flatted text');
	const revived = new Map<unknown, unknown>();

	function at(position: unknown): unknown {
		return typeof position === 'string' ? revive(entries[Number(position)]) : position;
	}

	function revive(entry: unknown): unknown {
		if (revived.has(entry)) return revived.get(entry);
		if (Array.isArray(entry)) {
			const list: unknown[] = [];
			revived.set(entry, list);
			for (const position of entry) list.push(at(position));
			return list;
		}
		if (!isJsonObject(entry)) return entry;
		const object: Record<string, unknown> = {};
		revived.set(entry, object);
		for (const [key, position] of Object.entries(entry)) object[key] = at(position);
		return object;
	}

	return revive(entries[0]);
}
