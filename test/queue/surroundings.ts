import { CREDENTIAL_TYPE, type CredentialRef } from '../e2e/workflow';
import type { Closing } from './closing';
import { type QueueMode, startQueueMode } from './queueMode';
import { Receiver } from './receiver';
import { Renders } from './renders';

/** All that a scenario works with. */
export interface Site {
	readonly queue: QueueMode;
	readonly renders: Renders;
	readonly receiver: Receiver;
	readonly credential: CredentialRef;
}

export async function startSite(closing: Closing): Promise<Site> {
	const renders = await closing.start(Renders.start(), async (started) => await started.close());
	const receiver = await closing.start(Receiver.start(), async (started) => await started.close());
	const queue = await startQueueMode(closing);
	const { apiKey, url } = renders.emulator;
	const credential = await queue.main.rest.createCredential('Runware API', CREDENTIAL_TYPE, {
		apiKey,
		baseUrl: url,
	});
	return { queue, renders, receiver, credential };
}
