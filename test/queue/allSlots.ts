import { Production } from './production';
import { SLOTS } from './queueWorker';
import type { Site } from './surroundings';

/**
 * Runs as many ordinary executions as both workers have slots, each of which waits for all others:
 * they end only if no slot is held by anything else.
 */
export async function useAllSlots({ queue, receiver }: Site, during: string): Promise<void> {
	const meeting = await Production.publish(queue.main, `meeting-during-${during}`, [
		{
			name: 'Meet',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: { url: receiver.url, options: {} },
		},
	]);
	const slots = queue.workers.length * SLOTS;
	await Promise.all(Array.from({ length: slots }, async () => await meeting.trigger()));
	await receiver.meeting(slots);
	await meeting.untilCount('success', slots);
}
