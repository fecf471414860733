import type { CallbackTry } from '../../emulator/api/callbacks';

/** How n8n answered tries to report a video, such as `404: 40, failed: 160`. */
export function answersTo(tries: readonly CallbackTry[]): string {
	const counts = new Map<string, number>();
	for (const { status = 'under way' } of tries) {
		counts.set(String(status), (counts.get(String(status)) ?? 0) + 1);
	}
	return [...counts].map(([answer, count]) => `${answer}: ${count}`).join(', ');
}
