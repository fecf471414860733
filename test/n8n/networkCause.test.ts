import { networkCause } from '../../nodes/Kling/n8n/networkCause';

/** An error as Node or a library throws it, with what it holds besides words. */
function failure(message: string, fields: object = {}): Error {
	return Object.assign(new Error(message), fields);
}

describe('why no answer came', () => {
	it.each([
		[
			failure('connect', { code: 'ECONNREFUSED', address: '127.0.0.1', port: 9 }),
			'nothing answers at 127.0.0.1:9',
		],
		[
			failure('getaddrinfo', { code: 'ENOTFOUND', hostname: 'api.example' }),
			'the address api.example could not be found',
		],
		[failure('connect ECONNREFUSED ::1:9', { code: 'ECONNREFUSED' }), 'nothing answers at ::1:9'],
		[failure('certificate', { code: 'CERT_HAS_EXPIRED' }), 'its certificate has expired'],
		[
			failure('Request failed', { code: 'ERR', cause: failure('x', { code: 'ECONNRESET' }) }),
			'the connection was lost',
		],
		[
			failure('fetch failed', {
				cause: failure('many', { errors: [failure('x', { code: 'ETIMEDOUT' })] }),
			}),
			'it did not answer in time',
		],
	])('is told by the code, wherever it stands: %s', (error, words) => {
		expect(networkCause(error)).toBe(words);
	});

	it('is told by the code also where the words say something else', () => {
		expect(
			networkCause(
				failure('timeout of 20000ms exceeded', {
					code: 'ECONNREFUSED',
					address: '10.0.0.1',
					port: 443,
				}),
			),
		).toBe('nothing answers at 10.0.0.1:443');
	});

	it.each([
		['connect ECONNREFUSED 127.0.0.1:9', 'nothing answers at 127.0.0.1:9'],
		['getaddrinfo EAI_AGAIN api.example', 'the address api.example could not be found'],
		['socket hang up', 'the connection was lost'],
		['timeout of 20000ms exceeded', 'it did not answer in time'],
		['something else', 'something else'],
	])('is told by the words where there is no code: %s', (message, words) => {
		expect(networkCause(failure(message))).toBe(words);
		expect(networkCause(failure("n8n's own words", { messages: [message] }))).toBe(words);
		expect(networkCause(failure("n8n's own words", { cause: failure(message) }))).toBe(words);
	});

	it('is told of errors in a circle, and of what is no error', () => {
		const round = failure('round');
		expect(networkCause(Object.assign(round, { cause: round }))).toBe('round');
		expect(networkCause({})).toBe('no answer');
		expect(networkCause('lost')).toBe('lost');
	});
});
