import type { JsonObject } from '../../../emulator/validation/jsonObject';
import { type Answered, type Asked, type LoopbackServer, serveLoopback } from './loopbackServer';

/** Stands in for services that take files or rows, such as Google Drive, S3 or a sheet. */
export interface FileStore extends LoopbackServer {
	/** What arrived at a path, such as `/drive`. */
	at(path: string): Asked[];
	/** From now on, this is what the path answers; the node that asks gets the body as its item. */
	answer(path: string, body: JsonObject, status?: number): void;
	/** Forgets what arrived and what was to be answered. */
	reset(): void;
}

export async function startFileStore(): Promise<FileStore> {
	const arrived: Asked[] = [];
	const answers = new Map<string, Answered>();
	const server = await serveLoopback((asked) => {
		arrived.push(asked);
		return answers.get(asked.path) ?? { status: 200, body: {} };
	});
	return {
		...server,
		at: (path) => arrived.filter((asked) => asked.path === path),
		answer: (path, body, status = 200) => answers.set(path, { status, body }),
		reset() {
			arrived.length = 0;
			answers.clear();
		},
	};
}
