/* eslint-disable @n8n/community-nodes/no-restricted-imports -- part of a program for a terminal, outside n8n */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { inDollars } from './estimate';

export type Consent = 'given' | 'refused' | 'not asked';

interface Asking {
	/** Whether `--yes` was given. */
	readonly beforehand: boolean;
	readonly input: Readable & { readonly isTTY?: boolean };
	readonly write: (text: string) => unknown;
}

/** Nothing is paid unless a person says yes, here or with `--yes`. */
export async function consentTo(
	dollars: number,
	{ beforehand, input, write }: Asking,
): Promise<Consent> {
	if (beforehand) return 'given';
	if (input.isTTY !== true) return 'not asked';
	write(`Spend up to ${inDollars(dollars)}? (yes/no) `);
	const answer = await firstLine(input);
	return answer.trim().toLowerCase() === 'yes' ? 'given' : 'refused';
}

/** Empty when the input ends without a line. The terminal keeps its own Ctrl-C. */
async function firstLine(input: Readable): Promise<string> {
	const reader = createInterface({ input, terminal: false });
	return await new Promise((resolve) => {
		reader.once('line', resolve);
		reader.once('close', () => resolve(''));
	}).then((line) => {
		reader.close();
		return String(line);
	});
}
