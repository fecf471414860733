import type { IExecuteFunctions } from 'n8n-workflow';

import { reportAddress } from '../../nodes/Kling/rows/reportAddress';
import { parseGeneration } from '../../nodes/Kling/request/generation';
import { rowOf } from '../request/rows';
import { rowFiles, sourceOf } from '../parameters/source';
import { surroundings } from './context';

const PUBLIC_API = 'https://api.runware.ai/v1';

function addressFrom(
	resumeUrl: string,
	{ api = PUBLIC_API, type = 'kling' }: { api?: string; type?: string } = {},
): string {
	const { context } = surroundings({ rows: [{}] });
	const n8n: IExecuteFunctions = {
		...context,
		getNode: () => ({ ...context.getNode(), type }),
		evaluateExpression: (expression) => (expression.includes('resumeUrl') ? resumeUrl : 2),
	};
	const generation = parseGeneration(sourceOf(rowOf('text')), rowFiles(), 'generate');
	return reportAddress(n8n, api, generation, 7);
}

describe('the address at which Runware reports', () => {
	it.each([
		[
			'https://n8n.example.com/webhook-waiting/12?signature=abc',
			'https://n8n.example.com/webhook-waiting/12?signature=abc&run=2&row=7',
		],
		[
			'https://n8n.example.com/sub/webhook-waiting/12', // n8n before it signed
			'https://n8n.example.com/sub/webhook-waiting/12?run=2&row=7',
		],
	])('made from %s is %s', (resumeUrl, address) => {
		expect(addressFrom(resumeUrl)).toBe(address);
	});

	it('may be private where the API is private too', () => {
		const api = 'http://192.168.0.5:8787/v1';
		expect(addressFrom('http://localhost:5678/webhook-waiting/1', { api })).toContain('row=7');
	});

	it.each(['http://localhost:5678/webhook-waiting/1', 'http://192.168.0.4/webhook-waiting/1'])(
		'is refused when it is %s and the API is on the internet',
		(resumeUrl) => {
			expect(() => addressFrom(resumeUrl)).toThrow('N8N_WEBHOOK_URL');
		},
	);

	it.each(['', 'not a link', 'key0123456789abcdef'])(
		'says nothing of an address of the API that is wrong, for the connection does: %j',
		(api) => {
			expect(addressFrom('http://localhost:5678/webhook-waiting/1', { api })).toContain('row=7');
		},
	);

	it('is refused when n8n gives none', () => {
		expect(() => addressFrom('webhook-waiting/1')).toThrow(
			`'When to Continue' is 'When Runware Reports Back', but n8n's address for this execution is "webhook-waiting/1", which is not a valid link. Choose 'When the Video Is Ready'`,
		);
	});

	it("is refused to an AI agent's tool, which cannot pause", () => {
		const type = 'n8n-nodes-runware-kling.klingTool';
		expect(() => addressFrom('https://n8n.example.com/webhook-waiting/1', { type })).toThrow(
			"'When to Continue' is 'When Runware Reports Back', but an AI agent's tool cannot pause the execution. Choose 'When the Video Is Ready'",
		);
	});
});
