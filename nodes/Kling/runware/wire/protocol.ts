/** The API's tasks and results as they are on the wire; names are the API's own. */

export type TaskUUID = string;

export interface VideoInputs {
	readonly frameImages?: readonly { readonly image: string; readonly frame: 'first' | 'last' }[];
	readonly referenceImages?: readonly string[];
	readonly referenceVideos?: readonly string[];
	readonly video?: string;
}

/** What Runware hands on to Kling. */
export interface KlingSettings {
	readonly keepOriginalSound?: boolean;
	readonly sound?: boolean;
	/** Shots, in place of the prompt. */
	readonly multiPrompt?: readonly { readonly prompt: string; readonly duration: number }[];
}

/** What the user's fields become. The API refuses every other parameter. */
export interface VideoSettings {
	readonly positivePrompt?: string;
	readonly width?: number;
	readonly height?: number;
	/** Seconds; an integer, the API refuses 5.0. */
	readonly duration?: number;
	readonly providerSettings?: { readonly klingai: KlingSettings };
	readonly numberResults?: number;
	readonly outputFormat?: string;
	readonly outputQuality?: number;
	/** Seconds. */
	readonly ttl?: number;
	readonly safety?: { readonly checkContent: boolean };
	readonly webhookURL?: string;
	readonly uploadEndpoint?: string;
}

/** A video to be made, before it has an identity. */
export interface VideoRequest extends VideoSettings {
	readonly taskType: 'videoInference';
	readonly model: string;
	readonly inputs?: VideoInputs;
	readonly deliveryMethod: 'async';
	readonly includeCost: true;
}

export interface VideoInferenceTask extends VideoRequest {
	readonly taskUUID: TaskUUID;
}

/** Asks about a task: what it has come to, or what the archive of all tasks holds of it. */
export interface QuestionTask {
	readonly taskType: 'getResponse' | 'getTaskDetails';
	readonly taskUUID: TaskUUID;
}

export interface AccountTask {
	readonly taskType: 'accountManagement';
	readonly taskUUID: TaskUUID;
	readonly operation: 'getDetails';
}

export interface MediaStorageTask {
	readonly taskType: 'mediaStorage';
	readonly taskUUID: TaskUUID;
	readonly operation: 'upload' | 'delete';
	/** To upload: a link, a data URI or base64. To delete: the media UUID. */
	readonly media: string;
}

export type Task = VideoInferenceTask | QuestionTask | AccountTask | MediaStorageTask;

/** A finished video. */
export interface Video {
	readonly videoURL: string;
	readonly videoUUID?: string;
	/** USD; the API may leave it out. */
	readonly cost?: number;
	readonly model?: string;
}

/** An HTTP answer, whatever its status, or the news that none came. */
export type Reply =
	| { readonly status: number; readonly body: unknown; readonly retryAfterMs?: number }
	/** With a code where sending again cannot help. */
	| {
			readonly status: 'none';
			readonly cause: string;
			readonly code?: 'invalidBaseUrl' | 'missingInputFile';
	  };

/**
 * Sends one request. Never rejects for what the network or the API did; rejects only when the
 * execution was cancelled.
 */
export type Send = (tasks: readonly Task[], how?: SendOptions) => Promise<Reply>;

export interface SendOptions {
	/** The API validates and prices the tasks, and makes and charges nothing. */
	readonly dryRun?: boolean;
}

/** Milliseconds. `sleep` rejects when the execution was cancelled. */
export interface Clock {
	now(): number;
	sleep(ms: number): Promise<void>;
}
