import type { IExecuteFunctions } from 'n8n-workflow';
import { showProgress } from '../../nodes/Kling/n8n/progress';
import { countIn, startProgress } from './progress';

const written: string[] = [];
const write = (text: string) => written.push(text);

beforeEach(() => {
	written.length = 0;
});

it('reads what the node tells the editor', () => {
	const messages: unknown[] = [];
	const context: Partial<IExecuteFunctions> = {
		sendMessageToUI: (message: unknown) => messages.push(message),
	};
	// Progress uses nothing else of n8n.
	const report = showProgress(context as IExecuteFunctions, 6);
	report({ status: 'finished', taskUUID: '', videos: [], reused: false });
	report({ status: 'failed' } as Parameters<typeof report>[0]); // only the status counts
	expect(messages.map(countIn)).toEqual([
		{ ready: 1, failed: 0 },
		{ ready: 1, failed: 1 },
	]);
	expect(countIn('something else')).toBeUndefined();
});

it('writes a line for each change where there is no terminal', () => {
	const progress = startProgress(6, Date.now(), { write });
	progress.show({ ready: 1, failed: 1 });
	progress.end();
	expect(written).toEqual([
		'   0.0 s  0 of 6 videos ready\n',
		'   0.0 s  1 of 6 videos ready, 1 failed\n',
	]);
});

it('keeps to one line in a terminal', () => {
	const progress = startProgress(6, Date.now(), { isTTY: true, write });
	progress.show({ ready: 6, failed: 0 });
	progress.end();
	expect(written.join('').match(/\n/g)).toHaveLength(1);
	expect(written.at(-2)).toMatch(/^\r.*0\.0 s {2}6 of 6 videos ready$/);
});
