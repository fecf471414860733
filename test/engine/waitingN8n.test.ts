import { type IWebhookResponseData, NodeConnectionTypes, sleep } from 'n8n-workflow';
import { closeEngine, workflowAround } from './engine';
import type { PausedExecution } from './waitingExecution';
import { waitingStub, type Stub } from './waitingStub';
import { useN8n } from './videoRuns';

const n8n = useN8n();

afterAll(closeEngine);

const DELIVERED: IWebhookResponseData = {
	webhookResponse: { ok: true },
	workflowData: [[{ json: { from: 'webhook' } }], [{ json: { from: 'second output' } }]],
};
const STAYS: IWebhookResponseData = { webhookResponse: { progress: 0.5 } };

async function call(url: string, body: unknown = {}, method = 'POST') {
	const response = await fetch(url, {
		method,
		headers: { 'content-type': 'application/json' },
		...(method !== 'GET' && { body: JSON.stringify(body) }),
	});
	return { status: response.status, body: await response.text() };
}

async function paused({ run }: Stub): Promise<PausedExecution> {
	const execution = await n8n.current.start(run);
	await execution.untilPaused();
	return execution;
}

const to = (node: string) => [{ node, type: NodeConnectionTypes.Main, index: 0 }];

/** A promise that a test opens when it wants the node to go on. */
function gate(): { passed: Promise<void>; open(): void } {
	let open = () => {};
	const passed = new Promise<void>((resolve) => (open = resolve));
	return { passed, open: () => open() };
}

test('a paused execution waits until its deadline, and its link is the one that the node saw', async () => {
	const stub = waitingStub(() => STAYS);
	const execution = await paused(stub);

	expect(execution.status).toBe('waiting');
	expect(execution.waitTill?.getTime()).toBeGreaterThan(Date.now());
	expect(stub.links).toEqual([execution.resumeUrl]);
	expect(execution.resumeUrl).toMatch(
		/^http:\/\/127\.0\.0\.1:\d+\/webhook-waiting\/\d+\?signature=[0-9a-f]{64}$/,
	);
});

test('a call that brings items resumes: they leave every output, and execute() ran only once', async () => {
	const stub = waitingStub(() => DELIVERED);
	const execution = await paused(stub);
	const answer = await call(execution.resumeUrl);
	const result = await execution.finished();

	expect(answer).toEqual({ status: 200, body: '{"ok":true}' });
	expect(result.status).toBe('success');
	expect(result.outputs.map((items) => items.map(({ json }) => json['from']))).toEqual([
		['webhook'],
		['second output'],
	]);
	expect(result.received[0]?.map(({ json }) => json['from'])).toEqual(['webhook']);
	expect(result.runData['Stub']).toHaveLength(1);
	expect(stub.links).toHaveLength(1);
});

test('resumed items that tell an error leave through the error output', async () => {
	const items = [{ json: { row: 1 } }, { json: { error: 'No', details: { row: 2 } } }];
	const stub = waitingStub(() => ({ workflowData: [items] }), {
		items: [{ json: { row: 1 } }, { json: { row: 2 } }],
		node: { onError: 'continueErrorOutput' },
	});
	const execution = await paused(stub);
	await call(execution.resumeUrl);
	const { received } = await execution.finished();
	expect(received.map((each) => each.map(({ json }) => json))).toEqual([
		[{ row: 1 }],
		// n8n adds the fields of the input item to it.
		[{ row: 2, error: 'No', details: { row: 2 } }],
	]);
});

test('a call without items is answered, and the execution stays paused as it was', async () => {
	const execution = await paused(waitingStub(() => STAYS));
	const before = [execution.data(), execution.waitTill];

	expect(await call(execution.resumeUrl)).toEqual({ status: 200, body: '{"progress":0.5}' });
	expect(execution.status).toBe('waiting');
	expect([execution.data(), execution.waitTill]).toEqual(before);
});

test('what a call that did not resume wrote into the run data is gone at the next call', async () => {
	const found: unknown[] = [];
	const stub = waitingStub((context) => {
		found.push(context.customData.get('seen'));
		context.customData.set('seen', 'yes');
		return STAYS;
	});
	const execution = await paused(stub);
	await call(execution.resumeUrl);
	await call(execution.resumeUrl);
	expect(found).toEqual([undefined, undefined]);
});

test('webhook() sees body, query and the first input item', async () => {
	const stub = waitingStub(() => STAYS, { items: [{ json: { row: 1 } }, { json: { row: 2 } }] });
	const execution = await paused(stub);
	await call(`${execution.resumeUrl}&job=7`, { data: [null] });

	const { searchParams } = new URL(execution.resumeUrl);
	expect(stub.calls).toEqual([
		{
			body: { data: [null] },
			query: { signature: searchParams.get('signature'), job: '7' },
			item: { row: 1 },
		},
	]);
});

test('a call without a body has none, and one with broken JSON is 422 and does not reach the node', async () => {
	const stub = waitingStub(() => STAYS);
	const execution = await paused(stub);
	expect((await fetch(execution.resumeUrl, { method: 'POST' })).status).toBe(200);
	const broken = await fetch(execution.resumeUrl, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: '{"data":',
	});
	expect(broken.status).toBe(422);
	expect(stub.calls.map(({ body }) => body)).toEqual([undefined]);
});

describe('links', () => {
	test.each([
		['a wrong token', (link: string) => link.replace(/=./, '=x'), 'POST', 401],
		['no token', (link: string) => link.replace(/\?.*/, ''), 'POST', 401],
		['an unknown execution', (link: string) => link.replace(/\/\d+\?/, '/999999?'), 'POST', 404],
		['another address', (link: string) => link.replace('-waiting', ''), 'POST', 404],
		['an undeclared method', (link: string) => link, 'DELETE', 404],
		['a webhook that does not restart', (link: string) => link, 'PUT', 404],
		['an undeclared path', (link: string) => link.replace('?', '/other?'), 'POST', 404],
		['a path of another method', (link: string) => link.replace('?', '/done?'), 'POST', 404],
		['a path after the id', (link: string) => link.replace('?', '/done?'), 'GET', 200],
		['a path after the token', (link: string) => `${link}/done`, 'GET', 200],
	])('%s', async (_title, change, method, status) => {
		const stub = waitingStub(() => STAYS);
		const execution = await paused(stub);
		const { status: answered } = await call(change(execution.resumeUrl), {}, method);
		expect(answered).toBe(status);
		expect(stub.calls).toHaveLength(status === 200 ? 1 : 0);
		expect(execution.status).toBe('waiting');
	});
});

test('409 while execute() still runs, even with the right token', async () => {
	const { passed, open } = gate();
	const stub = waitingStub(() => STAYS, { pause: async () => await passed.then(() => true) });
	const execution = await n8n.current.start(stub.run);
	const early = await call(execution.resumeUrl);
	open();
	await execution.untilPaused();

	expect(early.status).toBe(409);
	expect((await call(execution.resumeUrl)).status).toBe(200);
});

test('409 after the end', async () => {
	const execution = await paused(waitingStub(() => DELIVERED));
	await call(execution.resumeUrl);
	await execution.finished();
	expect((await call(execution.resumeUrl)).status).toBe(409);
});

test('of two calls at once that both bring items one resumes, and the other gets 500', async () => {
	const { passed, open } = gate();
	const stub = waitingStub(async (_context, calls) => {
		if (calls.length === 2) open();
		await passed;
		return DELIVERED;
	});
	const execution = await paused(stub);
	const answers = await Promise.all([call(execution.resumeUrl), call(execution.resumeUrl)]);
	const result = await execution.finished();

	expect(answers.map(({ status }) => status).sort()).toEqual([200, 500]);
	expect(result.outputs[0]).toHaveLength(1);
});

test('a webhook() that throws is 500: the execution continues with one empty item and ends as failed', async () => {
	const stub = waitingStub(() => {
		throw new Error('Unread');
	});
	const execution = await paused(stub);
	expect((await call(execution.resumeUrl)).status).toBe(500);
	const result = await execution.finished();

	expect(result.status).toBe('error');
	expect(result.error?.message).toBe('Unread');
	expect(result.received[0]?.map(({ json }) => json)).toEqual([{}]);
	expect(result.runData['Rows']).toBeUndefined();
});

test('with noWebhookResponse the node answers itself, be it paused further or resumed', async () => {
	const stub = waitingStub((context, calls) => {
		const last = calls.length === 2;
		const response = context.getResponseObject();
		// Late, so that an answer of n8n's would come first.
		void sleep(1).then(() => response.status(last ? 201 : 503).json({ last }));
		return { noWebhookResponse: true, ...(last && { workflowData: [[{ json: {} }]] }) };
	});
	const execution = await paused(stub);

	expect(await call(execution.resumeUrl)).toEqual({ status: 503, body: '{"last":false}' });
	expect(execution.status).toBe('waiting');
	expect(await call(execution.resumeUrl)).toEqual({ status: 201, body: '{"last":true}' });
	expect((await execution.finished()).status).toBe('success');
});

test('at the deadline the input items pass through, and webhook() is not asked', async () => {
	const stub = waitingStub(() => DELIVERED, {
		items: [{ json: { row: 1 } }, { json: { row: 2 } }],
	});
	const execution = await paused(stub);
	execution.resumeByTime();
	const result = await execution.finished();

	expect(result.status).toBe('success');
	expect(result.received[0]?.map(({ json }) => json)).toEqual([{ row: 1 }, { row: 2 }]);
	expect(stub.calls).toHaveLength(0);
	expect(() => execution.resumeByTime()).toThrow('success, not waiting');
});

test('a call that is under way at the deadline comes too late', async () => {
	const { passed, open } = gate();
	const reached = gate();
	const stub = waitingStub(async () => {
		reached.open();
		await passed;
		return DELIVERED;
	});
	const execution = await paused(stub);
	const answer = call(execution.resumeUrl);
	await reached.passed;
	execution.resumeByTime();
	open();

	expect((await answer).status).toBe(500);
	expect((await execution.finished()).outputs[0]?.[0]?.json).toEqual({});
});

test('an execution that continues pauses again at the next node of that kind, under the same link', async () => {
	const stub = waitingStub((_context, calls) => ({
		workflowData: [[{ json: { call: calls.length } }]],
	}));
	const { nodes, connections } = workflowAround(stub.run);
	const second = nodes.map((node) => (node.name === 'Stub' ? { ...node, name: 'Second' } : node));
	const workflow = {
		nodes: [...nodes, ...second.filter(({ name }) => name === 'Second')],
		connections: {
			...connections,
			Stub: { main: [to('Second')] },
			Second: { main: [to('Success')] },
		},
	};
	const execution = await n8n.current.startWorkflow({ ...stub.run, workflow }, 'Second');
	await execution.untilPaused();
	await call(execution.resumeUrl);
	await execution.untilPaused();
	await call(execution.resumeUrl);
	const { received } = await execution.finished();

	expect(received[0]?.map(({ json }) => json)).toEqual([{ call: 2 }]);
	expect(stub.calls.map(({ item }) => item)).toEqual([{}, { call: 1 }]);
	expect(stub.links).toEqual([execution.resumeUrl, execution.resumeUrl]);
});

test('an execution that does not pause ends, and says so to whoever waits for it', async () => {
	const execution = await n8n.current.start(waitingStub(() => STAYS, { pause: false }).run);
	await expect(execution.untilPaused()).rejects.toThrow('did not pause');
	const { outputs } = await execution.finished();
	expect(outputs[0]?.[0]?.json).toEqual({ from: 'execute' });
});

test('whoever inspects a run sees it paused and at its end, and an objection fails the waiting', async () => {
	const seen: string[] = [];
	const execution = await n8n.current.start(waitingStub(() => DELIVERED).run, ({ status }) => {
		seen.push(status);
		if (status === 'success') throw new Error('A key leaked');
	});
	await execution.untilPaused();
	await call(execution.resumeUrl);

	await expect(execution.finished()).rejects.toThrow('A key leaked');
	expect(seen).toEqual(['waiting', 'success']);
});

describe('n8n away', () => {
	test('down it refuses connections, and the paused execution is there when it is back', async () => {
		const execution = await paused(waitingStub(() => DELIVERED));
		await n8n.current.leave('down');
		await expect(call(execution.resumeUrl)).rejects.toThrow('fetch failed');
		await n8n.current.comeBack();

		expect(execution.status).toBe('waiting');
		expect((await call(execution.resumeUrl)).status).toBe(200);
		expect((await execution.finished()).status).toBe('success');
	});

	test.each([
		['starting', 404],
		['migrating', 200],
	] as const)('%s it answers %d, and the call is lost', async (how, status) => {
		const stub = waitingStub(() => DELIVERED);
		const execution = await paused(stub);
		await n8n.current.leave(how);
		expect((await call(execution.resumeUrl)).status).toBe(status);
		await n8n.current.comeBack();

		expect(stub.calls).toHaveLength(0);
		expect(execution.status).toBe('waiting');
	});
});

describe('Stop', () => {
	test('ends a paused execution, and calls get 409 from then on', async () => {
		const stub = waitingStub(() => DELIVERED);
		const execution = await paused(stub);
		execution.cancel();

		expect((await execution.finished()).status).toBe('canceled');
		expect((await call(execution.resumeUrl)).status).toBe(409);
		expect(stub.calls).toHaveLength(0);
	});

	test('ends one that runs', async () => {
		const { passed, open } = gate();
		const stub = waitingStub(() => STAYS, { pause: async () => await passed.then(() => true) });
		const execution = await n8n.current.start(stub.run);
		execution.cancel();
		open();
		expect((await execution.finished()).status).toBe('canceled');
	});

	test('is what a reset does to all that are left', async () => {
		const execution = await paused(waitingStub(() => DELIVERED));
		await n8n.current.reset();
		expect((await execution.finished()).status).toBe('canceled');
		expect((await call(execution.resumeUrl)).status).toBe(404);
	});
});

test('200 executions pause side by side, and each continues with its own items', async () => {
	const executions = await Promise.all(
		Array.from({ length: 200 }, async (_, row) => {
			const stub = waitingStub(
				(context) => ({ workflowData: [[{ json: { row, told: context.getBodyData() } }]] }),
				{ items: [{ json: { row } }] },
			);
			return await paused(stub);
		}),
	);
	expect(new Set(executions.map(({ id }) => id)).size).toBe(200);
	expect(executions.every(({ status }) => status === 'waiting')).toBe(true);

	const results = await Promise.all(
		executions.map(async (execution, told) => {
			await call(execution.resumeUrl, { told });
			return await execution.finished();
		}),
	);
	expect(results.map(({ received }) => received[0]?.map(({ json }) => json))).toEqual(
		executions.map((_, row) => [{ row, told: { told: row } }]),
	);
});
