import { derivedUUID, taskUUIDOf } from '../../nodes/KlingO1/operations/identity';
import { surroundings } from './context';
import { requestOf } from '../request/rows';

const VERSION_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a derived UUID', () => {
	it('looks like one of version 4, whatever it is made of', () => {
		const uuids = Array.from({ length: 1000 }, (_, index) => derivedUUID([String(index)]));
		expect(uuids.filter((uuid) => !VERSION_4.test(uuid))).toEqual([]);
		expect(new Set(uuids).size).toBe(1000);
		expect(new Set(uuids.map((uuid) => uuid.charAt(19))).size).toBe(4);
	});

	it('is the same for the same parts, today and in later versions', () => {
		expect(derivedUUID(['a', 'b'])).toBe(derivedUUID(['a', 'b']));
		expect(derivedUUID(['a', 'b'])).toBe('0473ef2d-c0d3-44ab-a59d-3580c1134e9d');
	});

	it.each([[['ab']], [['a', 'b', '']], [['b', 'a']], [['a","b']], [['a', 'B']]])(
		'is another for other parts: %j',
		(parts) => {
			expect(derivedUUID(parts)).not.toBe(derivedUUID(['a', 'b']));
		},
	);
});

describe("the identity of a row's video", () => {
	const { context } = surroundings({ rows: [{}] });
	const request = requestOf('text');
	const other = requestOf('text', { positivePrompt: 'A tin boat' });
	const identity = (row: number, wish = request, key?: string, attempt = 1) =>
		taskUUIDOf(context, row, wish, key)(attempt);

	it('is the same when n8n repeats the run', () => {
		expect(identity(0)).toBe(identity(0));
		expect(identity(0)).toMatch(VERSION_4);
	});

	it('differs by row, request and attempt', () => {
		const all = [identity(0), identity(1), identity(0, other), identity(0, request, undefined, 2)];
		expect(new Set(all).size).toBe(4);
	});

	it('follows from the key alone where the row has one', () => {
		expect(identity(0, request, 'k')).toBe(identity(5, other, 'k'));
		expect(identity(0, request, 'k')).not.toBe(identity(0, request, 'K'));
		expect(identity(0, request, 'k')).not.toBe(identity(0, request));
		expect(identity(0, request, 'k')).not.toBe(identity(0, request, 'k', 2));
	});

	it('with a key is the same in another execution, and without it is not', () => {
		const later = { ...context, getExecutionId: () => 'execution-2' };
		const next = (key?: string) => taskUUIDOf(later, 0, request, key)(1);
		expect(next('k')).toBe(identity(0, request, 'k'));
		expect(next()).not.toBe(identity(0));
	});
});
