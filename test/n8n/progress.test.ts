import type { IExecuteFunctions } from 'n8n-workflow';
import { showProgress } from '../../nodes/Kling/n8n/progress';
import type { Outcome } from '../../nodes/Kling/runware/tasks/outcome';
import { RunwareError } from '../../nodes/Kling/runware/wire/RunwareError';

const PENDING: Outcome = { status: 'processing', taskUUID: '' };

/** What a run of so many rows tells. */
function messagesOf(rows: number, outcomes: readonly Outcome[] = []): readonly string[] {
	const messages: string[] = [];
	const context: Partial<IExecuteFunctions> = {
		sendMessageToUI: (message: string) => messages.push(message),
	};
	const report = showProgress(context as IExecuteFunctions, rows); // progress uses nothing else of n8n
	for (let row = 0; row < rows; row += 1) report(outcomes[row] ?? PENDING);
	return messages;
}

it.each([1, 22, 49, 100])('every row of %d is told', (rows) => {
	expect(messagesOf(rows)).toEqual(
		Array.from({ length: rows }, (_, row) => `${row + 1} of ${rows} videos ordered`),
	);
});

it.each([101, 1000, 5000])('of %d rows every hundredth part is told, the last row too', (rows) => {
	const messages = messagesOf(rows);
	expect(messages).toHaveLength(100);
	expect(messages.at(-1)).toBe(`${rows} of ${rows} videos ordered`);
});

it('what is ready, what is submitted and what failed are told apart', () => {
	const ready: Outcome = { status: 'finished', taskUUID: '', videos: [], reused: true };
	const error = new RunwareError({ code: 'x', message: '' });
	const failed: Outcome = { status: 'failed', charged: 'no', error };
	expect(messagesOf(3, [ready, PENDING, failed])).toEqual([
		'1 of 3 videos ready',
		'1 of 3 videos ordered, 1 ready',
		'1 of 3 videos ordered, 1 ready, 1 failed',
	]);
	expect(messagesOf(2, [ready, failed])).toEqual([
		'1 of 2 videos ready',
		'1 of 2 videos ready, 1 failed',
	]);
});
