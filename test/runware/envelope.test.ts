import {
	decode,
	isFields,
	isServed,
	numberField,
	read as readReply,
	textField,
	toError,
	troubleOf,
} from '../../nodes/Kling/runware/wire/envelope';
import type { Reply } from '../../nodes/Kling/runware/wire/protocol';

const A = '366d2e00-2941-4163-b7a7-4ec835fed9f9';
const RESULT = { taskType: 'videoInference', taskUUID: A };
const ERROR = { code: 'invalidModel', message: 'No such model', taskUUID: A };

/** The answer with its errors as plain data. */
function read(body: unknown) {
	const { readable, results, errors } = decode(body);
	return { readable, results, errors: errors.map(({ details }) => details) };
}

const UNREADABLE = { readable: false, results: [], errors: [] };

describe('an answer with results', () => {
	it.each<[string, unknown, readonly unknown[]]>([
		['is a list in data', { data: [RESULT] }, [RESULT]],
		['may be the acknowledgement that is empty', { data: [] }, []],
		['may have one object as data', { data: RESULT }, [RESULT]],
		['may have empty errors', { data: [RESULT], errors: [] }, [RESULT]],
		['may have errors that are null', { data: [RESULT], errors: null }, [RESULT]],
		['may say that there is no error', { data: [RESULT], error: false }, [RESULT]],
		['may have an error that is null', { data: [RESULT], error: null }, [RESULT]],
		['may be a bare list', [RESULT, RESULT], [RESULT, RESULT]],
		['may be a bare empty list', [], []],
		['may be a bare object', RESULT, [RESULT]],
		['may be text', JSON.stringify({ data: [RESULT] }), [RESULT]],
		['may be text with a bare list', `\n ${JSON.stringify([RESULT])}`, [RESULT]],
	])('%s', (_how, body, results) => {
		expect(read(body)).toEqual({ readable: true, results, errors: [] });
	});
});

describe('an answer with errors', () => {
	it.each<[string, unknown]>([
		['is a list in errors', { errors: [ERROR] }],
		['may have empty data', { data: [], errors: [ERROR] }],
		['may have data that is null', { data: null, errors: [ERROR] }],
		['may have one object as errors', { errors: ERROR }],
		[
			'may have an error with its task beside it',
			{
				error: { code: ERROR.code, message: ERROR.message },
				taskUUID: A,
			},
		],
		['may have an error that holds its task', { error: ERROR }],
		[
			'may use the older names',
			{
				error: true,
				errorId: ERROR.code,
				errorMessage: ERROR.message,
				taskUUID: A,
			},
		],
		['may be a bare list', [ERROR]],
		['may be a bare object', ERROR],
		['may be text', JSON.stringify({ errors: [ERROR] })],
	])('%s', (_how, body) => {
		expect(read(body)).toEqual({ readable: true, results: [], errors: [ERROR] });
	});

	it('may be a bare object that names no task', () => {
		const error = { code: 'invalidApiKey', message: 'The key is not valid' };
		expect(read(error)).toEqual({ readable: true, results: [], errors: [error] });
		expect(read([error])).toEqual({ readable: true, results: [], errors: [error] });
	});

	it('may say it in words alone', () => {
		expect(read({ error: 'Bad gateway' })).toEqual({
			readable: true,
			results: [],
			errors: [{ code: 'unknownError', message: 'Bad gateway' }],
		});
	});

	it('may have results too, and both count', () => {
		const other = { ...RESULT, taskUUID: '05695f4b-8b42-4fe5-b698-771eec530d38' };
		expect(read({ data: [other], errors: [ERROR] })).toEqual({
			readable: true,
			results: [other],
			errors: [ERROR],
		});
	});

	it('is readable even when its data is not', () => {
		expect(read({ data: [null, 'x'], errors: [ERROR] })).toEqual({
			readable: true,
			results: [],
			errors: [ERROR],
		});
	});
});

describe('an answer that says nothing', () => {
	it.each<[string, unknown]>([
		['nothing', undefined],
		['null', null],
		['a number', 42],
		['NaN', NaN],
		['true', true],
		['empty text', ''],
		['words', 'OK'],
		['an HTML page', '<!DOCTYPE html><html><body>502 Bad Gateway</body></html>'],
		['half an answer', '{"data":[{"taskUUID":"366d'],
		['text that is null', 'null'],
		['text that is a number', '5'],
		['text within text', JSON.stringify(JSON.stringify({ data: [RESULT] }))],
		['an empty object', {}],
		['an object of something else', { ok: true, version: 2 }],
		['data and errors that are null', { data: null, errors: null }],
		['data that is words', { data: 'soon' }],
		['data that is a number', { data: 0 }],
		['data that is false', { data: false }],
		['a list of null', [null]],
		['data with null', { data: [null] }],
		['data with numbers', { data: [1, 2] }],
		['data with words', { data: ['success'] }],
		['data with lists', { data: [[RESULT]] }],
		['a prototype', JSON.parse('{"__proto__":{"data":[]}}')],
		['a function', () => ({ data: [] })],
		['bytes', Uint8Array.from([123, 125])],
	])('is %s', (_what, body) => {
		expect(read(body)).toEqual(UNREADABLE);
	});

	it('keeps what can be read of it', () => {
		expect(read({ data: [null, RESULT, 5] })).toEqual({
			readable: false,
			results: [RESULT],
			errors: [],
		});
	});
});

describe('a prototype in an answer', () => {
	it('is data like any other, and nothing gets it', () => {
		const body: unknown = JSON.parse(
			'{"data":[{"__proto__":{"status":"success"},"taskUUID":"x"}],"errors":[{"__proto__":{"code":"y"},"constructor":1}]}',
		);
		const { results, errors } = decode(body);
		expect(results[0] && textField(results[0], 'status')).toBeUndefined();
		expect(errors[0]?.details).toEqual({ code: 'unknownError', message: 'unknownError' });
		expect(({} as Record<string, unknown>)['status']).toBeUndefined();
	});
});

describe('an answer nested deeper than any reader can follow', () => {
	let deep: unknown = 1;
	for (let level = 0; level < 100_000; level += 1) deep = [deep];

	it.each<[string, unknown]>([
		['as a whole', deep],
		['in data', { data: deep }],
		['in a result', { data: [{ ...RESULT, extra: deep }] }],
		['as an error', { errors: [deep] }],
		['as the parameter of an error', { errors: [{ ...ERROR, parameter: [deep] }] }],
		['as an allowed value', { errors: [{ ...ERROR, allowedValues: [deep] }] }],
		['as the words of the provider', { errors: [{ ...ERROR, responseContent: { deep } }] }],
	])('does not end the waiting for all other tasks: %s', (_where, body) => {
		expect(() => decode(body)).not.toThrow();
	});
});

describe('an error', () => {
	it('keeps everything that helps a user', () => {
		const { details } = toError({
			code: 'missingDimensionParameters',
			message: 'Missing dimension parameters.',
			parameter: ['width', 'height', 'referenceImages'],
			type: 'integer|array',
			documentation: 'https://runware.ai/docs/x',
			taskUUID: A.toUpperCase(),
			taskType: 'videoInference',
			allowedValues: [5, '1280x720 (16:9)', { width: 1280 }],
			min: 3,
			max: '10',
			status: 'error',
			responseContent: 'flagged',
		});
		expect(details).toEqual({
			code: 'missingDimensionParameters',
			message: 'Missing dimension parameters.',
			parameter: 'width, height, referenceImages',
			documentation: 'https://runware.ai/docs/x',
			taskUUID: A,
			allowedValues: ['5', '1280x720 (16:9)', '{"width":1280}'],
			min: 3,
			max: 10,
			marksEnd: true,
			responseContent: 'flagged',
		});
	});

	it.each<[unknown, object]>([
		[{ code: 'x', message: 'y', parameter: 'width' }, { parameter: 'width' }],
		[{ code: 'x', message: 'y', parameter: [] }, {}],
		[{ code: 'x', message: 'y', parameter: null }, {}],
		[{ code: 'x', message: 'y', allowedValues: [] }, {}],
		[{ code: 'x', message: 'y', allowedValues: 5 }, { allowedValues: ['5'] }],
		[{ code: 'x', message: 'y', min: 0 }, { min: 0 }],
		[{ code: 'x', message: 'y', min: 'low', max: {} }, {}],
		[{ code: 'x', message: 'y', taskUUID: 5, documentation: {} }, {}],
		[
			{ code: 'x', message: 'y', responseContent: { reason: 1 } },
			{ responseContent: '{"reason":1}' },
		],
		[{ code: 'x', message: 'y', responseContent: '' }, {}],
		[{ code: 'x', message: 'y', status: 'processing' }, {}],
	])('%j keeps no more than it has', (value, rest) => {
		expect(toError(value).details).toEqual({ code: 'x', message: 'y', ...rest });
	});

	it.each<[unknown, string, string]>([
		[{}, 'unknownError', 'unknownError'],
		[{ code: 'x' }, 'x', 'x'],
		[{ code: 5, message: ['a'] }, 'unknownError', 'unknownError'],
		[{ message: 'only words' }, 'unknownError', 'only words'],
		[{ errorId: 'old', errorMessage: 'words' }, 'old', 'words'],
		[{ code: '', message: '' }, 'unknownError', 'unknownError'],
		['words', 'unknownError', 'words'],
		[null, 'unknownError', 'null'],
		[7, 'unknownError', '7'],
	])('%j has a code and words whatever it is', (value, code, message) => {
		expect(toError(value).details).toEqual({ code, message });
	});

	it('that cannot be written as text is one all the same', () => {
		expect(toError([{ toString: 1 }]).details.code).toBe('unknownError');
	});
});

describe('a field', () => {
	it.each([
		['a', 'a'],
		['', undefined],
		[5, undefined],
		[null, undefined],
		[{}, undefined],
	])('with %j has the text %j', (value, expected) => {
		expect(textField({ value }, 'value')).toBe(expected);
	});

	it.each([
		[0.42, 0.42],
		[0, 0],
		['0.42', 0.42],
		['', undefined],
		['  ', undefined],
		['free', undefined],
		[NaN, undefined],
		[Infinity, undefined],
		[true, undefined],
		[null, undefined],
		[[1], undefined],
	])('with %p has the number %p', (value, expected) => {
		expect(numberField({ value }, 'value')).toBe(expected);
	});

	it('belongs to an object, and not to a list or null', () => {
		expect([{}, [], null, 'x', 1].map(isFields)).toEqual([true, false, false, false, false]);
	});
});

describe('the trouble of a request', () => {
	const HTML = '<html><body>nginx</body></html>';
	const saying = (code: string, message = 'No') => ({ errors: [{ code, message }] });

	it.each<[string, Reply, string, string]>([
		['no answer', { status: 'none', cause: 'ECONNRESET' }, 'connectionFailed', 'ECONNRESET'],
		[
			'no request, since the address is wrong',
			{ status: 'none', cause: 'No address', code: 'invalidBaseUrl' },
			'invalidBaseUrl',
			'No address',
		],
		['the API’s words', { status: 400, body: saying('invalidModel') }, 'invalidModel', 'No'],
		[
			'the API’s words with 200',
			{ status: 200, body: saying('invalidModel') },
			'invalidModel',
			'No',
		],
		[
			'the first of its words',
			{
				status: 400,
				body: {
					errors: [
						{ code: 'a', message: 'A' },
						{ code: 'b', message: 'B' },
					],
				},
			},
			'a',
			'A',
		],
		[
			'a page',
			{ status: 200, body: HTML },
			'unrecognizedResponse',
			'it answered with HTTP status 200',
		],
		[
			'a page with 302',
			{ status: 302, body: HTML },
			'httpError',
			'it answered with HTTP status 302',
		],
		[
			'a page with 300',
			{ status: 300, body: HTML },
			'httpError',
			'it answered with HTTP status 300',
		],
		[
			'a page with 402',
			{ status: 402, body: HTML },
			'paymentRequired',
			'it answered with HTTP status 402',
		],
		[
			'a page with 404',
			{ status: 404, body: HTML },
			'httpError',
			'it answered with HTTP status 404',
		],
		[
			'a page with 499',
			{ status: 499, body: HTML },
			'httpError',
			'it answered with HTTP status 499',
		],
		[
			'a page with 500',
			{ status: 500, body: HTML },
			'serviceUnavailable',
			'it answered with HTTP status 500',
		],
		[
			'a page with 408',
			{ status: 408, body: HTML },
			'requestTimeout',
			'it answered with HTTP status 408',
		],
		[
			'a page with 401',
			{ status: 401, body: HTML },
			'invalidApiKey',
			'it answered with HTTP status 401',
		],
		[
			'401 in words that name no key',
			{ status: 401, body: saying('somethingNew') },
			'invalidApiKey',
			'it answered with HTTP status 401',
		],
		[
			'401 in the API’s words',
			{ status: 401, body: saying('missingApiKey') },
			'missingApiKey',
			'No',
		],
		[
			'429 without words',
			{ status: 429, body: '' },
			'rateLimitExceeded',
			'it answered with HTTP status 429',
		],
		[
			'429 in other words',
			{ status: 429, body: saying('somethingNew') },
			'rateLimitExceeded',
			'it answered with HTTP status 429',
		],
		[
			'429 in the API’s words',
			{ status: 429, body: saying('tooManyRequests') },
			'tooManyRequests',
			'No',
		],
		[
			'404 of another service that answers in JSON',
			{ status: 404, body: { error: 'Not Found', message: 'No route' } },
			'httpError',
			'it answered with HTTP status 404',
		],
		[
			'404 in the API’s words',
			{ status: 404, body: saying('modelNotFound') },
			'modelNotFound',
			'No',
		],
		['words without a code', { status: 400, body: { error: 'Bad' } }, 'unknownError', 'Bad'],
	])('%s', (_what, reply, code, message) => {
		expect(troubleOf(reply).details).toMatchObject({ code, message });
	});
});

describe('a request', () => {
	const of = (taskUUID?: string) => ({ code: 'x', message: 'No', taskUUID });
	it.each<[string, Reply, boolean]>([
		['with results', { status: 200, body: { data: [RESULT] } }, true],
		['with nothing', { status: 200, body: { data: [] } }, true],
		['with 299', { status: 299, body: { data: [] } }, true],
		['with errors of tasks', { status: 200, body: { errors: [of(A)] } }, true],
		['with an error of no task', { status: 200, body: { errors: [of(A), of()] } }, false],
		['with a page', { status: 200, body: '<html>' }, false],
		['with 300', { status: 300, body: { data: [] } }, false],
		['with 500', { status: 500, body: { data: [RESULT] } }, false],
		['with 199', { status: 199, body: { data: [RESULT] } }, false],
		['without an answer', { status: 'none', cause: 'x' }, false],
	])('that is answered %s was served: %j', (_how, reply, served) => {
		expect(isServed(readReply(reply))).toBe(served);
	});
});

describe('an entry with a code', () => {
	it.each([
		['a task type', { taskType: 'videoInference' }],
		['a video', { videoURL: 'https://vm.runware.ai/v.mp4' }],
		['a status', { status: 'error' }],
	])('is a result when it has %s', (_what, more) => {
		const entry = { taskUUID: A, code: 'x', ...more };
		expect(read({ data: [entry] })).toEqual({ readable: true, results: [entry], errors: [] });
	});

	it('is an error when it has none of them, in older words too', () => {
		const entry = { errorId: 'invalidModel', errorMessage: 'No such model', taskUUID: A };
		expect(read([entry])).toEqual({ readable: true, results: [], errors: [ERROR] });
	});
});
