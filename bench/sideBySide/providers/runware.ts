import { startEmulator } from '../../../emulator/server';
import type { StartProvider } from './provider';

/** Far more often than a contender tries. */
const ALWAYS = 1_000_000;

/** The emulator of Runware, for the node of this package and for n8n's HTTP Request node. */
export const startRunware: StartProvider = async ({ renderMs }) => {
	const emulator = await startEmulator({ renderMs });
	return {
		access: { apiKey: emulator.apiKey, url: emulator.url },
		orders: () =>
			emulator.tasks
				.filter(({ charged }) => charged)
				.map(({ taskUUID, request, readyAt, firstSeenReadyAt }) => ({
					id: taskUUID,
					prompt: String(request['positivePrompt']),
					readyAt,
					noticedAt: firstSeenReadyAt,
				})),
		requestCount: () => emulator.requests.length,
		refuse: (match) => emulator.fail({ name: 'moderationAtSubmit', match, times: ALWAYS }),
		refuseNothing: () => emulator.clearFaults(),
		stumbleOnce: () => emulator.fail({ name: 'status503', on: 'poll' }),
		close: async () => await emulator.close(),
	};
};
