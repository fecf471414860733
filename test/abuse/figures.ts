import { OPERATIONS } from './fields';
import type { RunVerdict, SetVerdict } from './verdict';

type Fate = SetVerdict['is'];

interface Count {
	readonly spoilt: number;
	readonly blamed: number;
}

/** What a number of runs came to. */
export class Figures {
	readonly fates: Record<Fate, number> = { accepted: 0, refused: 0, 'held back': 0 };
	/** How often a field was spoilt, and how often a message named it. */
	readonly fields = new Map<string, Count>();
	readonly accepted = new Map<string, number>();
	/** The kinds of what was wrong in any set. */
	readonly kinds = new Map<string, number>();
	/** Complaints, each with the number of a set that shows it. */
	readonly unclear: { readonly set: number; readonly complaint: string }[] = [];
	/** The same, of what was sent otherwise than it was meant. */
	readonly damaged: { readonly set: number; readonly complaint: string }[] = [];

	add({ operation, sets, complaints }: RunVerdict): void {
		const [first] = sets;
		for (const complaint of complaints) {
			this.unclear.push({ set: first?.set.number ?? 0, complaint: `of the run: ${complaint}` });
		}
		for (const verdict of sets) {
			this.fates[verdict.is] += 1;
			if (verdict.is === 'accepted') increase(this.accepted, operation);
			for (const [label, kind] of verdict.set.suspects) {
				this.count(label, { spoilt: 1 });
				increase(this.kinds, kind);
			}
			if (verdict.label !== undefined) this.count(verdict.label, { blamed: 1 });
			for (const complaint of verdict.complaints) {
				const { number } = verdict.set;
				const list = complaint.startsWith('is sent damaged') ? this.damaged : this.unclear;
				list.push({ set: number, complaint: `${complaint}: ${verdict.message ?? ''}` });
			}
		}
	}

	/** The figures as lines to be printed. */
	lines(): readonly string[] {
		const total = Object.values(this.fates).reduce((sum, count) => sum + count, 0);
		return [
			`${total} sets: ${Object.entries(this.fates)
				.map(([fate, count]) => `${count} ${fate}`)
				.join(', ')}`,
			...[...this.accepted].sort().map(([name, count]) => `  accepted of ${name}: ${count}`),
			'',
			`${'field'.padEnd(WIDTH)}  spoilt  named in a message`,
			...everyLabel().map((label) => {
				const { spoilt, blamed } = this.fields.get(label) ?? NEVER;
				return `${label.padEnd(WIDTH)} ${String(spoilt).padStart(7)} ${String(blamed).padStart(7)}`;
			}),
			'',
			`${this.unclear.length} unclear, ${this.damaged.length} damaged`,
		];
	}

	private count(label: string, { spoilt = 0, blamed = 0 }: Partial<Count>): void {
		const known = this.fields.get(label) ?? NEVER;
		this.fields.set(label, { spoilt: known.spoilt + spoilt, blamed: known.blamed + blamed });
	}
}

const NEVER: Count = { spoilt: 0, blamed: 0 };
const WIDTH = 42;

function everyLabel(): readonly string[] {
	return [...new Set(OPERATIONS.flatMap(({ fields }) => fields.map(({ label }) => label)))];
}

function increase(counts: Map<string, number>, name: string): void {
	counts.set(name, (counts.get(name) ?? 0) + 1);
}
