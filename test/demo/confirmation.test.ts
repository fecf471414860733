/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, never part of the package */
import { PassThrough } from 'node:stream';
import { consentTo } from './confirmation';

async function answered(text: string, { isTTY = true, beforehand = false } = {}) {
	const input = Object.assign(new PassThrough(), { isTTY });
	const asked: string[] = [];
	input.end(text);
	const consent = await consentTo(3.57, { beforehand, input, write: (line) => asked.push(line) });
	return { consent, asked };
}

it.each(['yes\n', ' YES \n', 'yes'])('takes %j as consent', async (text) => {
	expect((await answered(text)).consent).toBe('given');
});

it.each(['no\n', '\n', 'y\n', 'yes please\n', 'no\nyes\n', ''])(
	'takes %j as refusal',
	async (text) => {
		expect((await answered(text)).consent).toBe('refused');
	},
);

it('names the amount in its question', async () => {
	expect((await answered('no\n')).asked).toEqual(['Spend up to $3.57? (yes/no) ']);
});

it('asks nothing without a terminal, whatever the input says', async () => {
	expect(await answered('yes\n', { isTTY: false })).toEqual({ consent: 'not asked', asked: [] });
});

it('asks nothing when consent was given beforehand', async () => {
	expect(await answered('', { isTTY: false, beforehand: true })).toEqual({
		consent: 'given',
		asked: [],
	});
});
