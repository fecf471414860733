/* eslint-disable @n8n/community-nodes/no-restricted-imports -- part of a program for a terminal, outside n8n */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

import type { Confirm } from './questions/purchase';

/**
 * A person's yes to one question after another. Where the input has ended, or is anything but the
 * word, it is no.
 */
export function createConfirm(
	input: Readable,
	write: (text: string) => unknown,
): { readonly confirm: Confirm; readonly close: () => void } {
	const lines: string[] = [];
	const waiting: Array<(line: string) => void> = [];
	let isOver = false;
	let reader: ReturnType<typeof createInterface> | undefined;

	/** Only when there is a question: else the program would wait for its input to end. */
	function listen(): void {
		if (reader !== undefined) return;
		reader = createInterface({ input, terminal: false });
		reader.on('line', (line) => {
			const next = waiting.shift();
			if (next === undefined) lines.push(line);
			else next(line);
		});
		reader.on('close', () => {
			isOver = true;
			for (const next of waiting.splice(0)) next('');
		});
	}

	return {
		async confirm(question) {
			listen();
			write(`${question} (yes/no) `);
			const line = lines.shift();
			const answer =
				line ?? (isOver ? '' : await new Promise<string>((resolve) => void waiting.push(resolve)));
			write('\n');
			return answer.trim().toLowerCase() === 'yes';
		},
		close: () => reader?.close(),
	};
}
