import type { IBinaryKeyData } from 'n8n-workflow';

import type { Outcome } from '../runware/outcome';
import type { Video } from '../runware/protocol';
import type { DownloadVideo } from './download';
import type { FileProblem } from './RowFailure';

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

/** Starts the downloads of a finished task while others still render; they are awaited later. */
export function startDownloads(outcome: Outcome, fileOf: FileOf | undefined): void {
	if (outcome.status !== 'finished' || fileOf === undefined) return;
	for (const video of outcome.videos) {
		fileOf(video).catch(() => undefined); // a Stop: whoever awaits the download is told
	}
}
