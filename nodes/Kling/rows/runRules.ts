import { createHash } from 'crypto';

import { MESSAGES } from '../parameters/messages';
import { quoted } from '../parameters/ParameterError';
import { RowFailure } from '../results/RowFailure';
import type { SaidOfRun, VideoRow } from './videoRow';

/**
 * Applies the rules of a run to rows that are valid by themselves, dry runs included, before
 * anything is sent. A row that breaks one becomes its failure.
 */
export function withRunRules(
	rows: readonly (VideoRow | RowFailure)[],
	{ pausing, spendingLimits }: SaidOfRun,
): readonly (VideoRow | RowFailure)[] {
	const videoRows = rows.flatMap((row) => (row instanceof RowFailure ? [] : [row]));
	const [pauser = -1] = pausing;
	const clashOfKeys = clashes(videoRows, ({ uniqueKey }) => uniqueKey, digestOf);
	const clashOfUploads = clashes(videoRows, uploadAddress, ({ taskUUID }) => taskUUID(1));

	function brokenBy(videoRow: VideoRow): string | undefined {
		const { uniqueKey, request } = videoRow;
		const { numberResults = 1, uploadEndpoint } = request;
		if (numberResults > 1 && pauser >= 0) {
			return MESSAGES.videosOfPause('Number of Videos', numberResults, pauser + 1);
		}
		if (numberResults > 1 && uploadEndpoint !== undefined) {
			return MESSAGES.oneUpload('Upload Endpoint', numberResults);
		}
		const sameKey = clashOfKeys.get(videoRow);
		if (sameKey !== undefined) {
			return MESSAGES.sameKey('Unique Key', quoted(uniqueKey), sameKey + 1);
		}
		const sameUpload = clashOfUploads.get(videoRow);
		if (sameUpload !== undefined) {
			return MESSAGES.sameUpload('Upload Endpoint', quoted(uploadEndpoint), sameUpload + 1);
		}
		return undefined;
	}

	return rows.map((videoRow) => {
		if (videoRow instanceof RowFailure) return videoRow;
		const broken = brokenBy(videoRow);
		if (broken !== undefined) return RowFailure.ofParameter(videoRow.row, broken);
		// The strictest row speaks for the run.
		return spendingLimits.length === 0
			? videoRow
			: { ...videoRow, spendingLimit: Math.min(...spendingLimits) };
	});
}

/** The rows of a group that has different contents, each with a row whose content is another. */
function clashes(
	videoRows: readonly VideoRow[],
	groupOf: (videoRow: VideoRow) => string | undefined,
	contentOf: (videoRow: VideoRow) => string,
): ReadonlyMap<VideoRow, number> {
	// The first row of each content of a group: two of them are enough to name another one.
	const groups = new Map<string, Map<string, number>>();
	const placed = videoRows.flatMap((videoRow) => {
		const name = groupOf(videoRow);
		if (name === undefined) return [];
		const group = groups.get(name) ?? new Map<string, number>();
		groups.set(name, group);
		const content = contentOf(videoRow);
		if (!group.has(content)) group.set(content, videoRow.row);
		return [{ videoRow, group, content }];
	});
	return new Map(
		placed.flatMap(({ videoRow, group, content }): [VideoRow, number][] => {
			for (const [other, row] of group) if (other !== content) return [[videoRow, row]];
			return [];
		}),
	);
}

/** Not kept as it is: a data URI is long, and many rows may have it. */
function digestOf({ request }: VideoRow): string {
	return createHash('sha256').update(JSON.stringify(request)).digest('base64');
}

function uploadAddress({ request: { uploadEndpoint } }: VideoRow): string | undefined {
	return uploadEndpoint === undefined ? undefined : new URL(uploadEndpoint).href.replace(/#.*/, '');
}
