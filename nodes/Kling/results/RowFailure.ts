import { given } from '../given';
import type { TaskUUID, Video } from '../runware/wire/protocol';
import type { RunwareError } from '../runware/wire/RunwareError';
import type { Charged } from '../runware/tasks/outcome';
import type { FileProblem } from '../n8n/download';
import type { PaidTask } from './paidTasks';
import { adviceFor, INVALID, LOST_FILE, remedyFor, sentenceFor } from './wording';
import type { Subject } from './wording';

export interface FailureDetails {
	readonly code: string;
	readonly taskUUID?: string;
	readonly charged: Charged;
	/** What to do, in a sentence. */
	readonly advice: string;
	/** Where the video exists and only its file is missing. */
	readonly videoUUID?: string;
	readonly videoURL?: string;
	/** USD. */
	readonly cost?: number;
}

/** Where a video comes from: this run, an earlier one, or the user's own task UUID. */
export type Origin = 'made' | 'reused' | 'fetched';

function fieldsOf({ videoUUID, videoURL, cost }: Video) {
	return {
		...given({ videoUUID }),
		videoURL,
		...given({ cost }),
	};
}

/** Why one input row has no video. */
export class RowFailure {
	private constructor(
		/** Index of the input item, from 0. */
		readonly row: number,
		/** What happened, without the row. */
		readonly reason: string,
		/** What to do about it, with what support would ask for. */
		readonly advice: string,
		readonly details: FailureDetails,
		readonly cause?: RunwareError,
	) {}

	/** What happened, beginning with the row as people count it. */
	get message(): string {
		return `Row ${this.row + 1}: ${this.reason}`;
	}

	/** A row that is not valid; nothing was sent for it. */
	static ofParameter(row: number, sentence: string): RowFailure {
		const details = { code: 'invalidParameter', charged: 'no', advice: INVALID.advice } as const;
		return new RowFailure(row, sentence, INVALID.ofRow, details);
	}

	/** A row whose video is made and paid, but whose file did not arrive. */
	static ofDownload(
		row: number,
		taskUUID: TaskUUID,
		video: Video,
		{ problem, gone = false }: FileProblem,
		origin: Origin = 'made',
	): RowFailure {
		const sentence =
			gone && origin === 'reused'
				? `The link to this earlier video no longer works: ${problem}. It was ${video.videoURL}`
				: `The video is ready, but n8n could not download its file: ${problem}. Link to the video: ${video.videoURL}`;
		const advice = gone ? LOST_FILE[origin] : LOST_FILE.linked;
		const details = { code: 'downloadFailed', taskUUID, charged: 'yes', advice } as const;
		return new RowFailure(row, sentence, `${advice} Task UUID: ${taskUUID}.`, {
			...details,
			...fieldsOf(video),
		});
	}

	/** A row of a run that an error of n8n or of this node ended. */
	static ofBreakOff(row: number, reason: string, task: PaidTask | undefined): RowFailure {
		const code = 'runBrokeOff';
		if (task === undefined) {
			const advice = 'No video was ordered for this row. Run the workflow again.';
			return new RowFailure(row, reason, advice, { code, charged: 'no', advice });
		}
		const { taskUUID, isFinished, video } = task;
		const advice = `The video ${isFinished ? 'is ready' : 'may still be rendering'}: use 'Video: Get' with its task UUID.`;
		const charged = isFinished ? 'yes' : 'unknown';
		const details = { code, taskUUID, charged, advice } as const;
		return new RowFailure(row, `${reason} (task UUID ${taskUUID})`, advice, {
			...details,
			...(video === undefined ? {} : fieldsOf(video)),
		});
	}

	/** A row that Runware refused, failed to render, or did not finish in time. */
	static ofRunware(
		row: number,
		error: RunwareError,
		{ taskUUID, charged }: { readonly taskUUID?: string; readonly charged: Charged },
		subject: Subject = 'video',
	): RowFailure {
		return new RowFailure(
			row,
			sentenceFor(error, subject, charged === 'no' ? undefined : taskUUID),
			adviceFor(error, charged, taskUUID, subject),
			{
				code: error.details.code,
				...given({ taskUUID }),
				charged,
				advice: remedyFor(error, subject),
			},
			error,
		);
	}
}
