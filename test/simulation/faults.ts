import type { Random } from './random';

export type RequestKind = 'poll' | 'archive' | 'submit' | 'dry run';

interface FaultKind {
	/** Whether the request has its effect all the same; undecided where both happen. */
	readonly effect: boolean | 'either';
	/** Whether the answer still tells what it would have told. */
	readonly intact?: true;
	readonly only?: readonly RequestKind[];
	/** At most so often in a schedule. */
	readonly most?: number;
}

const KINDS = {
	'reset before': { effect: false },
	'reset after': { effect: true },
	'late answer': { effect: true, intact: true },
	'429': { effect: false },
	'429 with Retry-After': { effect: false },
	'500': { effect: 'either' },
	'502 HTML': { effect: 'either' },
	'503': { effect: 'either' },
	'503 with Retry-After': { effect: false },
	'504': { effect: 'either' },
	garbage: { effect: true },
	'truncated JSON': { effect: true },
	'empty body': { effect: true },
	'data [null]': { effect: true },
	'every entry twice': { effect: true, intact: true },
	'errors without taskUUID': { effect: 'either' },
	'401': { effect: false },
	'foreign tasks': { effect: true, intact: true },
	'passing errors that name the tasks': { effect: false, only: ['poll', 'archive'], most: 3 },
	'a code of no task that names the tasks, status of trouble': { effect: 'either' },
	'an unlisted code that names the tasks': {
		effect: 'either',
		only: ['poll', 'submit', 'dry run'],
		most: 3,
	},
	'an unlisted code of no task': { effect: 'either' },
	'404 as JSON': { effect: false },
	'cut after the first entry': { effect: true, only: ['poll'] },
	'acknowledged, not accepted': { effect: false, only: ['submit'] },
} as const satisfies Record<string, FaultKind>;

export type FaultName = keyof typeof KINDS;

export interface Fault {
	readonly name: FaultName;
	readonly effect: boolean;
	readonly intact: boolean;
}

const TABLE: Readonly<Record<FaultName, FaultKind>> = KINDS;
const isFaultName = (name: string): name is FaultName => name in KINDS;
const NAMES = Object.keys(KINDS).filter(isFaultName);

export class Faults {
	private readonly times = new Map<FaultName, number>();

	constructor(
		private readonly random: Random,
		private readonly rate: number,
	) {}

	/** How a request ends while nothing comes through. */
	away(): Fault {
		const name = this.random.pick([
			'reset before',
			'reset after',
			'502 HTML',
			'503',
			'504',
		] as const);
		const { effect } = TABLE[name];
		return { name, effect: effect === 'either' ? this.random.chance(0.5) : effect, intact: false };
	}

	/** What goes wrong with a request, if anything does. */
	draw(kind: RequestKind): Fault | undefined {
		if (!this.random.chance(this.rate)) return undefined;
		const name = this.random.pick(NAMES.filter((one) => this.isPossible(one, kind)));
		const { effect, intact } = TABLE[name];
		this.times.set(name, this.timesOf(name) + 1);
		return {
			name,
			effect: effect === 'either' ? this.random.chance(0.5) : effect,
			intact: intact === true,
		};
	}

	private isPossible(name: FaultName, kind: RequestKind): boolean {
		const { only, most = Infinity } = TABLE[name];
		return (only === undefined || only.includes(kind)) && this.timesOf(name) < most;
	}

	private timesOf(name: FaultName): number {
		return this.times.get(name) ?? 0;
	}
}
