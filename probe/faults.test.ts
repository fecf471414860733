/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';

import { faultList } from '../emulator/faults/faultKinds';
import { parseFault } from '../emulator/faults/faultRequest';
import { foundFor, probed } from './probedEmulator';

const FAULTS = faultList().map(({ name }) => name);

/** Where a fault can happen; one that is about files waits for a video. */
function armed(name: string, times: number) {
	return parseFault({ name, on: 'any', times });
}

describe('every fault of the emulator', () => {
	it.each(FAULTS)('is survived without an order: %s', async (name) => {
		const once = await probed(['free'], { faults: [armed(name, 1)] });
		expect(once.charges.count).toBe(0);
		expect(once.answers.length).toBeGreaterThan(0);
	});

	it.each(FAULTS)(
		'is survived when it does not end: %s',
		async (name) => {
			const always = await probed(['free'], {
				faults: [armed(name, 1000)],
				confirm: () => false,
				budgetMs: 8000,
			});
			expect(always.charges.count).toBe(0);
			expect(always.answers.length).toBeGreaterThan(0);
		},
		120_000,
	);

	it.each(FAULTS)('is survived by an order, which is made once: %s', async (name) => {
		const { charges, text, answers } = await probed(['buy'], {
			faultsOfOrder: [armed(name, 1)],
			confirm: (question) => !question.includes('once more'),
		});
		expect(charges.count).toBeLessThanOrEqual(1);
		expect(answers.length === 0 || text.includes('The task is')).toBe(true);
	});
});

async function atServer(listener: RequestListener, timeoutMs?: number) {
	const server = createServer(listener);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	try {
		const url = `http://127.0.0.1:${port}/v1`;
		return await probed(['free'], { url, ...(timeoutMs !== undefined && { timeoutMs }) });
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

describe('what is no API', () => {
	it('a wrong key is said plainly, and nothing more is asked', async () => {
		const { results, answers } = await probed(['free', 'buy'], { key: 'a-key-of-nobody' });
		expect(results[0]?.stopped).toBe(
			'Runware does not accept this API key (HTTP 401 invalidApiKey (apiKey)).',
		);
		expect(results[1]?.stopped).toMatch(/Nothing was ordered\.$/);
		expect(answers).toHaveLength(1);
	});

	it('a page is said plainly', async () => {
		const { results, answers } = await atServer((_request, response) => {
			response.setHeader('content-type', 'text/html');
			response.end('<!DOCTYPE html><html><body>Sign in</body></html>');
		});
		expect(results[0]?.stopped).toBe(
			"This is no answer of Runware's API: HTTP 200 with an HTML page instead of JSON.",
		);
		expect(answers).toHaveLength(1);
	});

	it('silence is said plainly', async () => {
		const { results } = await atServer(() => undefined, 200);
		expect(results[0]?.stopped).toMatch(
			/^This is no answer of Runware's API: no answer within 1 s\.$/,
		);
	});

	it('trouble that passes does not end it, and one that stays is said plainly', async () => {
		const once = await probed(['free'], { faults: [{ name: 'status503' }] });
		expect(once.results[0]?.stopped).toBeUndefined();
		const stays = await probed(['free'], { faults: [{ name: 'status503', times: 9 }] });
		expect(stays.results[0]?.stopped).toBe(
			'Runware has trouble (HTTP 503 serviceUnavailable). Try again later.',
		);
	});

	it('a closed door is said plainly', async () => {
		const { results } = await probed(['free'], { url: 'http://127.0.0.1:1/v1' });
		expect(results[0]?.stopped).toMatch(/^This is no answer of Runware's API: no answer: .+/);
	});
});

describe('money', () => {
	it('is not spent without a yes', async () => {
		const { charges, results, questions } = await probed(['free', 'buy'], { confirm: () => false });
		expect(charges.count).toBe(0);
		expect(results.at(-1)?.stopped).toBe('Nothing was ordered.');
		expect(questions).toEqual(['Order one video of 5 seconds at Runware, for about $0.42?']);
	});

	it('is spent once, and the task named, where the questions after it are answered no', async () => {
		const { charges, text, answers } = await probed(['buy'], {
			readings: { finishedUUID: 'rerun' },
			confirm: (question) => !question.includes('once more'),
		});
		expect(charges).toEqual({ count: 1, total: 0.42 });
		expect(text).toContain('The task is');
		expect(foundFor({ answers }, 'finishedUUID')).toBe('not asked');
	});

	it('is asked for a second time before the order that may be charged again', async () => {
		const { charges, questions } = await probed(['buy'], { readings: { finishedUUID: 'rerun' } });
		expect(questions).toHaveLength(3);
		expect(questions[2]).toMatch(/after its end\? .* may cost another \$0\.42\./);
		expect(charges.count).toBe(2);
	});

	it('is not spent by a dry run whose header may be dropped, unless a person says yes', async () => {
		const readings = { dryRunHeader: 'dropped' } as const;
		const no = await probed(['free'], { readings, confirm: () => false });
		expect(no.charges.count).toBe(0);
		expect(no.questions[0]).toMatch(/might be taken for an order of \$0\.42/);
		expect(foundFor(no, 'dryRun')).toBe('not asked: a dry run might have been taken for an order');
		const yes = await probed(['free'], { readings });
		expect(yes.charges.count).toBe(1);
		expect(foundFor(yes, 'dryRunHeader')).toMatch(/^no: it was taken for an order/);
	});
});
