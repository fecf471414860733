import { until } from '../until';

const WITHIN_MS = 30_000;

/** Repeats assertions until they hold, since the editor takes its time; else throws what failed last. */
export async function eventually(assertions: () => Promise<void>): Promise<void> {
	let failure: unknown;
	const attempt = async () => {
		try {
			await assertions();
			return true;
		} catch (error) {
			failure = error;
			return undefined;
		}
	};
	await until('assertions to hold', attempt, WITHIN_MS).catch(() => {
		throw failure;
	});
}
