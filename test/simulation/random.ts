/** Random numbers from a seed (mulberry32): the same seed gives the same schedule forever. */
export class Random {
	private state: number;

	constructor(seed: number, stream = 0) {
		this.state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)) | 0;
		this.unit(); // neighboring seeds start alike
		this.unit();
	}

	/** At least 0 and below 1. */
	readonly unit = (): number => {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};

	chance(probability: number): boolean {
		return this.unit() < probability;
	}

	/** Whole, both ends included. */
	between(least: number, most: number): number {
		return least + Math.floor(this.unit() * (most - least + 1));
	}

	pick<Choice>(choices: readonly Choice[]): Choice {
		const choice = choices[Math.floor(this.unit() * choices.length)];
		if (choice === undefined) throw new Error('Nothing to pick from');
		return choice;
	}

	/** One of the choices, each as likely as its weight. */
	weighted<Choice>(choices: readonly (readonly [Choice, number])[]): Choice {
		let rest = this.unit() * choices.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [choice, weight] of choices) {
			rest -= weight;
			if (rest < 0) return choice;
		}
		return this.pick(choices)[0];
	}
}
