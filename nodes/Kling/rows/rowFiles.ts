import type { IExecuteFunctions } from 'n8n-workflow';

import { fileField } from '../fields/mediaFields';
import { MEDIA_SLOTS } from '../catalog/slots';
import { UnfitFile } from '../media/checkFile';
import { begunSeconds } from '../media/limits';
import type { FileObject, FileRef, BinaryFields } from '../parameters/linksAndFiles/binaryFields';
import { MESSAGES } from '../parameters/messages';
import { printable } from '../parameters/printable';
import type { Media, MediaRef } from '../request/givenMedia';
import { videoRequest } from '../request/videoRequest';
import type { Generation } from '../request/generation';
import type { VideoRequest } from '../runware/wire/protocol';
import { RunwareError } from '../runware/wire/RunwareError';
import { readInputFile } from '../n8n/inputFile';
import type { InputFile } from '../n8n/inputFile';
import type { MediaUpload } from './mediaUpload';

/** The files of a row's media. */
export type FilesOfRow = ReadonlyMap<FileRef, InputFile>;

/**
 * Reads and checks the files that a row's media name.
 * @throws UnfitFile whose message begins with the form's field
 */
export async function readFilesOf(
	context: IExecuteFunctions,
	{ get }: Pick<BinaryFields, 'get'>,
	media: Media,
): Promise<FilesOfRow> {
	const files = new Map<FileRef, InputFile>();
	for (const slot of Object.values(MEDIA_SLOTS)) {
		for (const ref of media[slot.name] ?? []) {
			if (!('file' in ref)) continue;
			try {
				files.set(ref.file, await readInputFile(context, contentOf(ref.file, get), slot.kind));
			} catch (error) {
				throw aboutField(fileField(slot).displayName, error);
			}
		}
	}
	return files;
}

/** @throws UnfitFile for a name without a file */
export function contentOf(file: FileRef, get: BinaryFields['get']): FileObject {
	const content = typeof file === 'string' ? get(file) : file;
	if (content === undefined) throw new UnfitFile('the file is no longer there');
	return content;
}

/** What an edit counts of the video that it starts from, if that is a file that tells its length. */
export function sourceSeconds({ media }: Generation, files: FilesOfRow): number | undefined {
	const [video] = media.video ?? [];
	const file = video !== undefined && 'file' in video ? files.get(video.file) : undefined;
	return file?.seconds === undefined ? undefined : begunSeconds(file.seconds);
}

/** The request with each file named by its content: what identifies the row. */
export function requestByContent(generation: Generation, files: FilesOfRow): VideoRequest {
	return videoRequest(generation, (ref) =>
		'link' in ref ? ref.link : `sha256:${files.get(ref.file)?.sha256 ?? ''}`,
	);
}

/** The request as it is sent, or why one of its files could not be brought to Runware. */
export async function requestWithFiles(
	generation: Generation,
	files: FilesOfRow,
	links: MediaUpload,
): Promise<VideoRequest | RunwareError> {
	const brought = new Map<FileRef, string>();
	for (const [ref, file] of files) {
		const link = await links.linkTo(file);
		if (link instanceof RunwareError) return link;
		brought.set(ref, link);
	}
	return videoRequest(generation, (ref: MediaRef) =>
		'link' in ref ? ref.link : (brought.get(ref.file) ?? ''),
	);
}

const LONGEST_REASON = 200;

/** The error about a file, with the form's field before it. */
export function aboutField(label: string, error: unknown): Error {
	if (error instanceof UnfitFile) return new UnfitFile(`'${label}': ${error.message}`);
	const reason = error instanceof Error ? error.message : String(error);
	return new UnfitFile(MESSAGES.unreadableFile(label, printable(reason, LONGEST_REASON)));
}
