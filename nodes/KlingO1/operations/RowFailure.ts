import type { RunwareError } from '../runware/RunwareError';
import type { Charged } from '../runware/outcome';
import { adviceFor, sentenceFor } from './wording';

export interface FailureDetails {
	readonly code: string;
	readonly taskUUID?: string;
	readonly charged: Charged;
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

	/** A row that Runware refused, failed to render, or did not finish in time. */
	static ofRunware(
		row: number,
		error: RunwareError,
		{ taskUUID, charged }: { readonly taskUUID?: string; readonly charged: Charged },
	): RowFailure {
		return new RowFailure(
			row,
			sentenceFor(error, charged === 'no' ? undefined : taskUUID),
			adviceFor(error, charged, taskUUID),
			{ code: error.details.code, ...(taskUUID === undefined ? {} : { taskUUID }), charged },
			error,
		);
	}
}
