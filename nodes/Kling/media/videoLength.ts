import { bigEndian, latin1 } from './bytes';

/** Follows a file, piece by piece, to the length that the header of an MP4 or MOV tells. */
export interface VideoLength {
	readonly feed: (piece: Uint8Array) => void;
	/** Undefined where no header tells it, as in a live recording. */
	readonly seconds: () => number | undefined;
}

/** Boxes whose content is boxes; all others but those below are passed over. */
const OPENED: readonly string[] = ['moov', 'trak', 'mdia', 'mvex'];

/** As much as is read of a header: up to the end of a 64-bit duration. */
const MOST_READ = 36;

/**
 * ISO 14496-12 and Apple's QuickTime format: the movie's header, those of its tracks, of which the
 * first video's counts, and in a fragmented file only what is told of all its fragments. Keeps some
 * 50 bytes, wherever in the file the headers stand.
 */
export function createVideoLength(): VideoLength {
	const kept = new Uint8Array(16 + MOST_READ);
	let have = 0;
	let needed = 8;
	let toSkip = 0;
	let timescale: number | undefined;
	let movie: number | undefined;
	let track: number | undefined;
	let isVideo = false;
	let video: number | undefined;
	let isFragmented = false;
	let fragments: number | undefined;

	function box(): void {
		const type = latin1(kept, 4, 4);
		const written = bigEndian(kept, 0, 4);
		const head = written === 1 ? 16 : 8;
		if (have < head) return void (needed = head);
		// 0: to the end of the file.
		const size = (written === 1 ? bigEndian(kept, 8, 8) : written) || Infinity;
		const content = size < head ? Infinity : size - head; // what is no box has nothing behind it
		const isOpened = size >= head && OPENED.includes(type);
		const read = ['mvhd', 'tkhd', 'hdlr', 'mehd'].includes(type) ? Math.min(content, MOST_READ) : 0;
		if (have < head + read) return void (needed = head + read);
		if (isOpened) opened(type);
		else if (read > 0) header(type, kept.subarray(head, head + read));
		have = 0;
		needed = 8;
		toSkip = isOpened ? 0 : content - read;
	}

	function opened(type: string): void {
		if (type === 'mvex') isFragmented = true;
		if (type !== 'trak') return;
		track = undefined;
		isVideo = false;
	}

	function header(type: string, content: Uint8Array): void {
		// Version 1 has 64 bits for times and durations; two times stand before all else.
		const wide = content[0] === 1 ? 8 : 4;
		const times = 4 + 2 * wide;
		if (type === 'mvhd') {
			timescale = bigEndian(content, times, 4);
			movie = duration(content, times + 4, wide);
		} else if (type === 'mehd') fragments = duration(content, 4, wide);
		else if (type === 'tkhd') track = duration(content, times + 8, wide);
		else isVideo ||= latin1(content, 8, 4) === 'vide';
		if (isVideo) video ??= track;
	}

	return {
		feed: (piece) => {
			for (let at = 0; at < piece.length; ) {
				const step = Math.min(toSkip > 0 ? toSkip : needed - have, piece.length - at);
				if (toSkip > 0) toSkip -= step;
				else {
					kept.set(piece.subarray(at, at + step), have);
					have += step;
					if (have === needed) box();
				}
				at += step;
			}
		},
		seconds: () => {
			const length = isFragmented ? fragments : (video ?? movie);
			return timescale && length ? length / timescale : undefined;
		},
	};
}

/** Undefined for 0 and for all bits set, which say that it is not known. */
function duration(content: Uint8Array, at: number, bytes: number): number | undefined {
	const found = bigEndian(content, at, bytes);
	return found === undefined || found >= 256 ** bytes - 1 ? undefined : found || undefined;
}
