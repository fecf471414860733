/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a test server, never part of the package */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../validation/jsonObject';

const TYPES: Readonly<Record<string, string>> = {
	mp4: 'video/mp4',
	mov: 'video/quicktime',
	webm: 'video/webm',
};

const UNITS: Readonly<Record<string, number>> = { KiB: 1024, MiB: 1024 ** 2 };
const ZEROS = Buffer.alloc(64 * 1024);

const fixtures = new Map<string, Buffer>();

/** A playable clip of two seconds (H.264; VP9 in WebM) for each aspect and container. */
function fixture(name: string): Buffer {
	const known = fixtures.get(name);
	if (known) return known;
	const bytes = readFileSync(join(__dirname, 'videos', name));
	fixtures.set(name, bytes);
	return bytes;
}

export function extensionOf(task: Readonly<JsonObject>): string {
	return String(task['outputFormat'] ?? 'MP4').toLowerCase();
}

/** Frames and edits take the aspect of their input, which the emulator cannot see: 16:9 then. */
function aspectOf(task: Readonly<JsonObject>): string {
	const { width, height } = task;
	if (typeof width !== 'number' || typeof height !== 'number') return '16x9';
	return width === height ? '1x1' : width > height ? '16x9' : '9x16';
}

/** An edit takes the length of its input, which the emulator cannot see. */
function secondsOf({ duration }: Readonly<JsonObject>): number {
	return typeof duration === 'number' && duration > 0 ? duration : 5;
}

/** The clip as a player would show it more slowly: its header counts in longer units of time. */
function asLongAs(seconds: number, clip: Buffer): Buffer {
	const header = clip.indexOf('mvhd', 0, 'latin1');
	if (header < 0) return clip; // a WebM
	const slowed = Buffer.from(clip);
	// Behind the name: version and flags, two times, then units a second.
	slowed.writeUInt32BE(Math.round((clip.readUInt32BE(header + 16) * 2) / seconds), header + 16);
	return slowed;
}

/** Head of a box that players skip: `free` in MP4 and MOV, Void in WebM. */
function skippedBox(extension: string, contentBytes: number): Buffer {
	if (extension === 'webm') {
		const head = Buffer.alloc(9);
		head.writeUInt8(0xec, 0);
		head.writeUInt8(0x01, 1);
		head.writeUIntBE(Math.floor(contentBytes / 2 ** 32), 2, 3);
		head.writeUInt32BE(contentBytes % 2 ** 32, 5);
		return head;
	}
	const head = Buffer.alloc(8);
	head.writeUInt32BE(contentBytes + 8, 0);
	head.write('free', 4, 'latin1');
	return head;
}

/** `[size 200MiB]` in the prompt asks for a file of exactly that size. */
function wantedBytes(task: Readonly<JsonObject>): number {
	const prompt = task['positivePrompt'];
	const wish = typeof prompt === 'string' ? /\[size (\d+)(KiB|MiB)\]/.exec(prompt) : null;
	return wish ? Number(wish[1]) * (UNITS[wish[2] ?? ''] ?? 0) : 0;
}

export interface VideoFile {
	readonly contentType: string;
	readonly bytes: number;
	/** Never holds more than one chunk of a padded file in memory. */
	chunks(): Generator<Buffer>;
}

/** The file of one video; its UUID stands in a skipped box, so no two files are alike. */
export function videoFile(task: Readonly<JsonObject>, videoUUID: string): VideoFile {
	const extension = extensionOf(task);
	const mark = Buffer.from(videoUUID, 'latin1');
	const start = Buffer.concat([
		asLongAs(secondsOf(task), fixture(`${aspectOf(task)}.${extension}`)),
		skippedBox(extension, mark.length),
		mark,
	]);
	const head = skippedBox(extension, 0).length;
	const padding = Math.max(0, wantedBytes(task) - start.length - head);
	return {
		contentType: TYPES[extension] ?? 'application/octet-stream',
		bytes: start.length + (padding > 0 ? head + padding : 0),
		*chunks() {
			yield start;
			if (padding === 0) return;
			yield skippedBox(extension, padding);
			for (let left = padding; left > 0; left -= ZEROS.length) {
				yield left < ZEROS.length ? ZEROS.subarray(0, left) : ZEROS;
			}
		},
	};
}
