import type { JsonObject } from '../../../emulator/validation/jsonObject';
import type { CredentialRef, NodeSketch, Workflow } from '../../../test/e2e/workflow';
import type { StartProvider } from '../providers/provider';

/** What the user sets, in a run of any contender. */
export interface Wish {
	/** For the workflow's name. */
	readonly title: string;
	readonly rows: readonly Row[];
	/** n8n's own settings for nodes that call the provider: `retryOnFail`, `onError` … */
	readonly settings: Partial<NodeSketch>;
	/** Whether the file is wanted too. Sora's node fetches it always. */
	readonly download: boolean;
	/** Of Kling only: how many videos may be in progress. Absent: as the node has it. */
	readonly maxConcurrent?: number;
}

export interface Row extends JsonObject {
	/** The same row has the same key in whatever run. */
	readonly key: string;
	readonly prompt: string;
}

/** A way to turn rows into videos in n8n. */
export interface Contender {
	readonly id: string;
	readonly name: string;
	/** Whether it orders the videos of all rows before it waits for one. */
	readonly together: boolean;
	readonly startProvider: StartProvider;
	readonly credential: {
		readonly type: string;
		data(access: { readonly apiKey: string; readonly url: string }): JsonObject;
	};
	/** Begins with the node `START`, at which the rows are pinned. */
	workflow(wish: Wish, credential: CredentialRef, providerUrl: string): Workflow;
	/** Videos leave it by its first output. */
	readonly lastNode: string;
}

export const START = 'Start';
