import { accountOf } from '../../nodes/Kling/runware/wire/account';
import type { Reply } from '../../nodes/Kling/runware/wire/protocol';
import { RunwareError } from '../../nodes/Kling/runware/wire/RunwareError';

const USAGE = { today: { credits: 1.5, requests: 3 }, total: { credits: 10, requests: 20 } };
const DETAILS = {
	taskType: 'accountManagement',
	operation: 'getDetails',
	organizationName: 'Acme',
};

const ok = (details: object): Reply => ({
	status: 200,
	body: { data: [{ ...DETAILS, ...details }] },
});

describe('an account', () => {
	it.each<[string, object, object]>([
		[
			'of today',
			{ balance: { amount: 12.34, freeBalance: 1, currency: 'EUR' } },
			{
				balance: 12.34,
				currency: 'EUR',
			},
		],
		['without a currency', { balance: { amount: 12.34 } }, { balance: 12.34, currency: 'USD' }],
		['of older answers', { balance: 2450.75 }, { balance: 2450.75, currency: 'USD' }],
		['with a balance as text', { balance: '7.5' }, { balance: 7.5, currency: 'USD' }],
		['that is empty', { balance: { amount: 0, currency: 'USD' } }, { balance: 0, currency: 'USD' }],
		['in debt', { balance: -3 }, { balance: -3, currency: 'USD' }],
		['whose balance the key may not see', {}, {}],
		['whose balance is null', { balance: null }, {}],
		['whose balance is words', { balance: 'a lot' }, {}],
		['with usage', { usage: USAGE }, { usage: USAGE }],
		['with usage that is a list', { usage: [1] }, {}],
		['with the secrets of others', { apiKeys: ['sk-…'], team: [{}] }, {}],
	])('%s', (_what, details, expected) => {
		expect(accountOf(ok(details))).toStrictEqual({ organizationName: 'Acme', ...expected });
	});

	it('has a name only where it has one', () => {
		expect(accountOf(ok({ organizationName: '' }))).toStrictEqual({});
		expect(accountOf({ status: 200, body: { data: { balance: 1 } } })).toStrictEqual({
			balance: 1,
			currency: 'USD',
		});
	});
});

describe('an account that is not told', () => {
	const errors = [{ code: 'invalidApiKey', message: 'Invalid API key' }];

	it.each<[string, Reply, string, string]>([
		['the key is refused', { status: 401, body: { errors } }, 'invalidApiKey', 'Invalid API key'],
		[
			'the key is refused with 200',
			{ status: 200, body: { errors } },
			'invalidApiKey',
			'Invalid API key',
		],
		[
			'the key is refused beside data',
			{ status: 200, body: { data: [DETAILS], errors } },
			'invalidApiKey',
			'Invalid API key',
		],
		[
			'the key is refused without words',
			{ status: 401, body: '' },
			'invalidApiKey',
			'it answered with HTTP status 401',
		],
		[
			'there is no connection',
			{ status: 'none', cause: 'ENOTFOUND' },
			'connectionFailed',
			'ENOTFOUND',
		],
		[
			'a page answers',
			{ status: 200, body: '<html></html>' },
			'unrecognizedResponse',
			'it answered with HTTP status 200',
		],
		[
			'the address is wrong',
			{ status: 404, body: '<html></html>' },
			'httpError',
			'it answered with HTTP status 404',
		],
		[
			'the answer leads elsewhere',
			{ status: 302, body: { data: [DETAILS] } },
			'httpError',
			'it answered with HTTP status 302',
		],
		[
			'the answer leads elsewhere, with the lowest such status',
			{ status: 300, body: { data: [DETAILS] } },
			'httpError',
			'it answered with HTTP status 300',
		],
		[
			'the API is away',
			{ status: 503, body: null },
			'serviceUnavailable',
			'it answered with HTTP status 503',
		],
		[
			'the answer is empty',
			{ status: 200, body: { data: [] } },
			'unrecognizedResponse',
			'it answered with HTTP status 200',
		],
	])('says why: %s', (_why, reply, code, message) => {
		const found = accountOf(reply);
		expect(found).toBeInstanceOf(RunwareError);
		expect(found).toMatchObject({ message, details: { code } });
	});
});
