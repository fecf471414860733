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
	const wishes = rows.flatMap((row) => (row instanceof RowFailure ? [] : [row]));
	const [pauser = -1] = pausing;
	const clashOfKeys = clashes(wishes, ({ uniqueKey }) => uniqueKey, digestOf);
	const clashOfUploads = clashes(wishes, uploadAddress, ({ taskUUID }) => taskUUID(1));

	function brokenBy(wish: VideoRow): string | undefined {
		const { uniqueKey, request } = wish;
		const { numberResults = 1, uploadEndpoint } = request;
		if (numberResults > 1 && pauser >= 0) {
			return MESSAGES.videosOfPause('Number of Videos', numberResults, pauser + 1);
		}
		if (numberResults > 1 && uploadEndpoint !== undefined) {
			return MESSAGES.oneUpload('Upload Endpoint', numberResults);
		}
		const sameKey = clashOfKeys.get(wish);
		if (sameKey !== undefined) {
			return MESSAGES.sameKey('Unique Key', quoted(uniqueKey), sameKey + 1);
		}
		const sameUpload = clashOfUploads.get(wish);
		if (sameUpload !== undefined) {
			return MESSAGES.sameUpload('Upload Endpoint', quoted(uploadEndpoint), sameUpload + 1);
		}
		return undefined;
	}

	return rows.map((wish) => {
		if (wish instanceof RowFailure) return wish;
		const broken = brokenBy(wish);
		if (broken !== undefined) return RowFailure.ofParameter(wish.row, broken);
		// The strictest row speaks for the run.
		return spendingLimits.length === 0
			? wish
			: { ...wish, spendingLimit: Math.min(...spendingLimits) };
	});
}

/** The wishes of a group that has different contents, each with a row whose content is another. */
function clashes(
	wishes: readonly VideoRow[],
	groupOf: (wish: VideoRow) => string | undefined,
	contentOf: (wish: VideoRow) => string,
): ReadonlyMap<VideoRow, number> {
	// The first row of each content of a group: two of them are enough to name another one.
	const groups = new Map<string, Map<string, number>>();
	const placed = wishes.flatMap((wish) => {
		const name = groupOf(wish);
		if (name === undefined) return [];
		const group = groups.get(name) ?? new Map<string, number>();
		groups.set(name, group);
		const content = contentOf(wish);
		if (!group.has(content)) group.set(content, wish.row);
		return [{ wish, group, content }];
	});
	return new Map(
		placed.flatMap(({ wish, group, content }): [VideoRow, number][] => {
			for (const [other, row] of group) if (other !== content) return [[wish, row]];
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
