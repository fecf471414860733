import { isFields } from '../../nodes/Kling/runware/wire/envelope';
import type { Exchange } from './exchange';

/** Fields whose values say how the API behaves; of all others only the kind of value is kept. */
const TELLING = new Set([
	'code',
	'message',
	'parameter',
	'type',
	'allowedValues',
	'min',
	'max',
	'multiplier',
	'status',
	'taskType',
	'operation',
	'progress',
	'cost',
	'documentation',
	'pong',
	'currency',
]);

/** Objects that hold the account's own data, whatever their fields are called. */
const PRIVATE = new Set(['team', 'apiKeys', 'usage', 'request']);

const LONGEST = 700;

/** What came back, so that it can be shown to anybody: no values of the account, no key, no links. */
export function evidenceOf({ status, body, noAnswer, ms }: Exchange): string {
	if (status === 0) return noAnswer ?? 'no answer';
	return `HTTP ${status}, ${ms} ms: ${shapeOfText(body)}`.slice(0, LONGEST);
}

function shapeOfText(body: string): string {
	try {
		return JSON.stringify(shapeOf(JSON.parse(body)));
	} catch {
		return JSON.stringify(anonymous(body.slice(0, 120)));
	}
}

/** A value with its kinds in place of what it tells. */
export function shapeOf(value: unknown, isTelling = false, depth = 0): unknown {
	if (depth > 8) return '…';
	if (Array.isArray(value)) {
		if (isTelling) return value.slice(0, 20).map((entry) => shapeOf(entry, true, depth + 1));
		const [first] = value;
		return value.length < 2
			? value.map((entry) => shapeOf(entry, false, depth + 1))
			: [shapeOf(first, false, depth + 1), `${value.length} in all`];
	}
	if (isFields(value)) {
		return Object.fromEntries(
			Object.entries(value).map(([name, entry]) => [
				name,
				PRIVATE.has(name) ? kindOf(entry) : shapeOf(entry, TELLING.has(name), depth + 1),
			]),
		);
	}
	if (!isTelling) return kindOf(value);
	return typeof value === 'string' ? anonymous(value) : value;
}

function kindOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'list' : typeof value;
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const ADDRESS = /\S+@\S+\.\w+/g;

function anonymous(text: string): string {
	return text.replace(UUID, '(UUID)').replace(ADDRESS, '(address)').slice(0, 300);
}
