/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- tests run outside n8n */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { userFolder } from '../engine/environment';
import { LoggerProxy } from 'n8n-workflow';
import { textsIn } from './textsIn';

/** n8n reads these when it is loaded, so this file is imported before the engine. */
Object.assign(process.env, {
	N8N_LOG_LEVEL: 'debug',
	N8N_LOG_OUTPUT: 'file',
	N8N_LOG_FILE_LOCATION: join(userFolder, 'n8n.log'),
});

export interface RecordedLogs {
	/** Everything that was logged or printed since, whatever its level, with what came with it. */
	text(): string;
	stop(): void;
}

const LEVELS = ['error', 'warn', 'info', 'debug'] as const;

/** Records n8n's own logs, the console and what goes to the terminal. */
export function recordLogs(): RecordedLogs {
	const lines: string[] = [];
	const record = (...parts: readonly unknown[]) => {
		lines.push(textsIn(parts));
	};
	LoggerProxy.init({ error: record, warn: record, info: record, debug: record });
	const undo: (() => void)[] = LEVELS.map((level) => {
		const original = console[level];
		console[level] = (...parts: unknown[]) => {
			record(...parts);
			original(...parts);
		};
		return () => {
			console[level] = original;
		};
	});
	for (const stream of [process.stdout, process.stderr]) {
		const original = stream.write.bind(stream);
		stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
			record(chunk);
			// Encoding and callback are passed on as they came, whichever of the two forms was called.
			return (original as (...parts: unknown[]) => boolean)(chunk, ...rest);
		};
		undo.push(() => {
			stream.write = original;
		});
	}
	return {
		text: () => [...lines, ...filesUnder(userFolder)].join('\n'),
		stop() {
			for (const each of undo) each();
		},
	};
}

/** n8n's log file, and all else that it keeps: the files of executions and what it knows of them. */
function filesUnder(folder: string): readonly string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => `${name}\n${readFileSync(join(parentPath, name), 'latin1')}`);
}
