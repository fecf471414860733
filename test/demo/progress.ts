/* eslint-disable @n8n/community-nodes/no-restricted-globals -- part of a program for a terminal, outside n8n */
import { inSeconds } from './seconds';

const REFRESH_MS = 100;
const CLEAR_LINE = '\r\u001b[2K';

export interface Terminal {
	readonly isTTY?: boolean;
	write(text: string): unknown;
}

export interface Count {
	readonly ready: number;
	readonly failed: number;
}

export interface Progress {
	show(count: Count): void;
	end(): void;
}

/** What the node tells the editor's console, read back. */
export function countIn(message: unknown): Count | undefined {
	const [, ready, failed = '0'] =
		/^(\d+) of \d+ videos ready(?:, (\d+) failed)?/.exec(String(message)) ?? [];
	return ready === undefined ? undefined : { ready: Number(ready), failed: Number(failed) };
}

/** One line that keeps changing in a terminal, and elsewhere a line for each change. */
export function startProgress(total: number, startedAt: number, terminal: Terminal): Progress {
	let count: Count = { ready: 0, failed: 0 };
	const line = () => {
		const failed = count.failed === 0 ? '' : `, ${count.failed} failed`;
		const elapsed = inSeconds(Date.now() - startedAt).padStart(6);
		return `${elapsed} s  ${count.ready} of ${total} videos ready${failed}`;
	};
	if (terminal.isTTY !== true) {
		terminal.write(`${line()}\n`);
		return {
			show: (now) => {
				count = now;
				terminal.write(`${line()}\n`);
			},
			end: () => undefined,
		};
	}
	const draw = () => terminal.write(CLEAR_LINE + line());
	const timer = setInterval(draw, REFRESH_MS);
	draw();
	return {
		show: (now) => {
			count = now;
			draw();
		},
		end: () => {
			clearInterval(timer);
			draw();
			terminal.write('\n');
		},
	};
}
