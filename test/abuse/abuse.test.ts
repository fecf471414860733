import { closeEngine } from '../engine/engine';
import { drawSet } from './parameterSet';
import { drawPlan } from './plan';
import { ROWS } from './abusedRun';
import { OPERATIONS } from './fields';
import { Figures } from './figures';
import { playRuns, runsFrom } from './many';

const SETS = 1500;

afterAll(closeEngine);

describe(`${SETS} sets of parameters that nobody expects`, () => {
	const figures = new Figures();

	beforeAll(async () => {
		await playRuns(runsFrom(1, SETS / ROWS), (verdict) => {
			figures.add(verdict);
		});
	}, 300_000);

	it('are each a request that the API accepts, or an error that names row and field', () => {
		const told = [...figures.unclear, ...figures.damaged]
			.slice(0, 5)
			.map(({ set, complaint }) => `${complaint.slice(0, 600)}: npm run abuse -- --set ${set}`);
		expect(told).toEqual([]);
	});

	it('are many of either', () => {
		expect(figures.fates.accepted).toBeGreaterThan(SETS / 5);
		expect(figures.fates.refused).toBeGreaterThan(SETS / 5);
	});

	it.each(OPERATIONS.map(({ resource, operation }) => `${resource}: ${operation}`))(
		'are also accepted by %s',
		(name) => {
			expect(figures.accepted.get(name)).toBeGreaterThan(0);
		},
	);

	const labels = new Set(OPERATIONS.flatMap(({ fields }) => fields.map(({ label }) => label)));

	it.each([...labels])('are wrong in every field: %s', (label) => {
		expect(figures.fields.get(label)?.spoilt).toBeGreaterThan(0);
	});

	it('make nearly every field be named in a message', () => {
		const named = [...labels].filter((label) => (figures.fields.get(label)?.blamed ?? 0) > 0);
		expect(named.length).toBeGreaterThan(0.8 * labels.size);
	});
});

it('a number always makes the same set', () => {
	const known = { taskUUID: 'task', mediaUUID: 'medium' };
	for (const number of [1, 77, 4711]) {
		const [one, other] = [1, 2].map(() =>
			drawSet(number, drawPlan(Math.ceil(number / ROWS)), known),
		);
		expect(one).toEqual(other);
	}
});
