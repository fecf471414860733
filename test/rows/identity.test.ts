import type { IDataObject } from 'n8n-workflow';
import { createIdentify, derivedUUIDs } from '../../nodes/Kling/rows/identity';
import { surroundings } from './context';

const VERSION_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a derived UUID', () => {
	it('looks like one of version 4, whatever it is made of', () => {
		const uuids = Array.from({ length: 1000 }, (_, index) => derivedUUIDs([String(index)])(1));
		expect(uuids.filter((uuid) => !VERSION_4.test(uuid))).toEqual([]);
		expect(new Set(uuids).size).toBe(1000);
		expect(new Set(uuids.map((uuid) => uuid.charAt(19))).size).toBe(4);
	});

	it('is the same for the same parts, today and in later versions', () => {
		const identity = derivedUUIDs(['a', 'b']);
		expect([identity(1), identity(2), identity(1)]).toEqual([
			'802498e1-65ec-49f5-a180-884e0bc06b13',
			'96e9dd49-3264-4eb3-9def-aea1b10a1d98',
			'802498e1-65ec-49f5-a180-884e0bc06b13',
		]);
	});

	it.each([[['ab']], [['a', 'b', '']], [['b', 'a']], [['a","b']], [['a', 'B']]])(
		'is another for other parts: %j',
		(parts) => {
			expect(derivedUUIDs(parts)(1)).not.toBe(derivedUUIDs(['a', 'b'])(1));
		},
	);
});

describe("the identity of a row's video", () => {
	const { context } = surroundings({ rows: [{}] });
	const identity = (row: number, key?: string, attempt = 1, wish?: string) =>
		createIdentify(context)(row, wish, key)(attempt);

	it('is the same when n8n repeats the run', () => {
		expect(identity(0)).toBe(identity(0));
		expect(identity(0)).toMatch(VERSION_4);
	});

	it('differs by row and attempt', () => {
		const all = [identity(0), identity(1), identity(0, undefined, 2)];
		expect(new Set(all).size).toBe(3);
	});

	it("of an agent's tool follows from what is asked for, wherever and whenever it is", () => {
		const asked = (run: number, wish: string, row = 0) =>
			createIdentify({ ...context, evaluateExpression: () => run })(row, wish, undefined)(1);
		expect(asked(1, 'a boat', 3)).toBe(asked(0, 'a boat'));
		expect(asked(0, 'a train')).not.toBe(asked(0, 'a boat'));
		expect(asked(0, '0')).not.toBe(identity(0));
	});

	it('of a unique key is the same in later versions, or its video is paid for once more', () => {
		expect([identity(0, 'boat-17'), identity(0, 'boat-17', 2)]).toEqual([
			'2d666f97-8889-46e2-851f-efc9689610f2',
			'076ce9a4-f8c2-44be-90d0-15a1f5eb898b',
		]);
	});

	it('follows from the key alone where the row has one', () => {
		expect(identity(0, 'k')).toBe(identity(5, 'k'));
		expect(identity(0, 'k')).toBe(identity(0, 'k', 1, 'a boat'));
		expect(identity(0, 'k')).not.toBe(identity(0, 'K'));
		expect(identity(0, 'k')).not.toBe(identity(0));
		expect(identity(0, 'k')).not.toBe(identity(0, 'k', 2));
	});

	it('asks n8n once for the run, however many rows it has', () => {
		let expressions = 0;
		const evaluateExpression = () => (expressions += 1);
		const identify = createIdentify({ ...context, evaluateExpression });
		for (let row = 0; row < 1000; row += 1) identify(row, undefined, undefined)(1);
		expect(expressions).toBe(1);
	});

	it('with a key is the same in another execution, and without it is not', () => {
		const later = { ...context, getExecutionId: () => 'execution-2' };
		const next = (key?: string) => createIdentify(later)(0, undefined, key)(1);
		expect(next('k')).toBe(identity(0, 'k'));
		expect(next()).not.toBe(identity(0));
	});

	it("without an execution id is that of the run, which the node's context keeps", () => {
		const run = (kept: IDataObject) =>
			createIdentify({
				...context,
				getExecutionId: () => undefined as unknown as string, // n8n gives none, against its type
				getContext: () => kept,
			})(
				0,
				undefined,
				undefined,
			)(1);
		const kept = {};
		expect(run(kept)).toBe(run(kept));
		expect(run(kept)).not.toBe(run({}));
	});
});
