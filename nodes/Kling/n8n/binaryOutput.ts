import type { IBinaryKeyData } from 'n8n-workflow';

import type { Outcome } from '../runware/tasks/outcome';
import type { Video } from '../runware/wire/protocol';
import type { DownloadVideo, FileProblem } from './download';

/** The file of a video under the name of its output field, or why there is none. */
export type FileOf = (video: Video) => Promise<{ readonly binary: IBinaryKeyData } | FileProblem>;

/** Where a row wants its files. */
export interface OutputFile {
	readonly field: string;
}

export function fileInto(download: DownloadVideo, { field }: OutputFile): FileOf {
	return async (video) => {
		const result = await download(video);
		return 'file' in result ? { binary: { [field]: result.file } } : result;
	};
}

/** Downloads the videos of a finished task while others still render; whoever needs them awaits them. */
export async function startDownloads(outcome: Outcome, fileOf: FileOf | undefined): Promise<void> {
	if (outcome.status !== 'finished' || fileOf === undefined) return;
	await Promise.all(outcome.videos.map(async (video) => await fileOf(video)));
}
