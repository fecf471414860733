import type { TaskUUID, Video } from '../runware/protocol';
import type { RunwareError } from '../runware/RunwareError';
import type { Charged } from '../runware/outcome';
import { adviceFor, sentenceFor } from './wording';
import type { Subject } from './wording';

export interface FailureDetails {
	readonly code: string;
	readonly taskUUID?: string;
	readonly charged: Charged;
	/** Where the video exists and only its file is missing. */
	readonly videoUUID?: string;
	readonly videoURL?: string;
	/** USD. */
	readonly cost?: number;
}

/** Why one input row has no video. */
export class RowFailure {
	private constructor(
		/** Index of the input item, from 0. */
		readonly row: number,
		/** What happened, without the row. */
		readonly reason: string,
		/** What to do about it. */
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
		const details = { code: 'invalidParameter', charged: 'no' } as const;
		return new RowFailure(row, sentence, 'Nothing was submitted.', details);
	}

	/** A row whose video is made and paid, but whose file did not arrive. */
	static ofDownload(row: number, taskUUID: TaskUUID, video: Video, problem: string): RowFailure {
		const { videoUUID, videoURL, cost } = video;
		return new RowFailure(
			row,
			`The video is ready, but its file could not be downloaded: ${problem}. It is at ${videoURL}`,
			"The video is paid for and not lost: open the link, or fetch it with the operation 'Get'.",
			{
				code: 'downloadFailed',
				taskUUID,
				charged: 'yes',
				...(videoUUID === undefined ? {} : { videoUUID }),
				videoURL,
				...(cost === undefined ? {} : { cost }),
			},
		);
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
			adviceFor(error, charged, taskUUID),
			{ code: error.details.code, ...(taskUUID === undefined ? {} : { taskUUID }), charged },
			error,
		);
	}
}
