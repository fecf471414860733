import { read } from '../../nodes/Kling/runware/wire/envelope';
import { taskStates } from '../../nodes/Kling/runware/wire/taskState';
import type { TaskState } from '../../nodes/Kling/runware/wire/taskState';

const answerOf = (body: unknown, status = 200) => read({ status, body });

const A = '366d2e00-2941-4163-b7a7-4ec835fed9f9';
const B = '05695f4b-8b42-4fe5-b698-771eec530d38';
const C = '762dd057-ddbc-4d3f-8afa-b2feb8f078de';

const link = (name: string) => `https://vm.runware.ai/video/${name}.mp4`;
const placeholder = (taskUUID: string) => ({ taskType: 'videoInference', taskUUID });
const processing = (taskUUID: string) => ({ ...placeholder(taskUUID), status: 'processing' });
const video = (taskUUID: string, name = 'v1') => ({
	...placeholder(taskUUID),
	status: 'success',
	videoUUID: name,
	videoURL: link(name),
	cost: 0.42,
});
const failure = (taskUUID: string | undefined, code = 'timeoutProvider') => ({
	code,
	status: 'error',
	message: 'No',
	...(taskUUID === undefined ? {} : { taskUUID }),
});

/** A state without its words: what was decided. */
function decided(state: TaskState | undefined): object | undefined {
	if (state === undefined) return undefined;
	const error = 'error' in state ? { code: state.error.details.code } : {};
	const videos =
		'videos' in state ? { videos: state.videos.map(({ videoUUID }) => videoUUID) } : {};
	const certain = 'certain' in state ? { certain: state.certain } : {};
	return { status: state.status, ...error, ...videos, ...certain };
}

function stateOf(body: unknown, numberResults?: number, taskUUID = A) {
	const asked = { taskUUID, ...(numberResults === undefined ? {} : { numberResults }) };
	return decided(taskStates(answerOf(body), [asked]).get(taskUUID));
}

const RUNS = { status: 'processing' };
const DONE = { status: 'success', videos: ['v1'] };

describe('a task that was accepted or renders', () => {
	it.each<[string, unknown]>([
		['has a placeholder', { data: [placeholder(A)] }],
		['is processing', { data: [processing(A)] }],
		['tells its progress', { data: [{ ...processing(A), progress: 42 }] }],
		['is one object', { data: processing(A) }],
		['is a bare list', [processing(A)]],
		['is a bare object', processing(A)],
		['is not named, being the only one asked after', { data: [{ status: 'processing' }] }],
		['is named in capitals', { data: [processing(A.toUpperCase())] }],
		['has a state of tomorrow', { data: [{ ...placeholder(A), status: 'queued' }] }],
		['has a link already, and is not done', { data: [{ ...video(A), status: 'processing' }] }],
		['succeeded without a link', { data: [{ ...placeholder(A), status: 'success' }] }],
		['has a link that is none', { data: [{ ...video(A), videoURL: 'soon' }] }],
		['has a link that is no text', { data: [{ ...video(A), videoURL: { href: link('v1') } }] }],
		['has a link that is a script', { data: [{ ...video(A), videoURL: 'javascript:alert(1)' }] }],
	])('%s', (_how, body) => {
		expect(stateOf(body)).toEqual(RUNS);
	});
});

describe('a task that is done', () => {
	it.each<[string, unknown]>([
		['has a video', { data: [video(A)] }],
		['has no status, as in the seed examples', { data: [{ ...video(A), status: undefined }] }],
		['has a status that is null', { data: [{ ...video(A), status: null }] }],
		['is one object', { data: video(A) }],
		['is a bare object', video(A)],
		['is text', JSON.stringify({ data: [video(A)] })],
		[
			'is not named, being the only one asked after',
			{ data: [{ ...video(A), taskUUID: undefined }] },
		],
		['is named in capitals', { data: [video(A.toUpperCase())] }],
		['stands there twice', { data: [video(A), video(A)] }],
		['has another word for it', { data: [{ ...video(A), status: 'succeeded' }] }],
		['has another word for it, in capitals', { data: [{ ...video(A), status: 'COMPLETED' }] }],
		['has a number for it', { data: [{ ...video(A), status: 1 }] }],
		['stands beside other tasks', { data: [processing(B), video(A), video(C, 'v9')] }],
		['stands beside the errors of other tasks', { data: [video(A)], errors: [failure(B)] }],
		['stands beside an error of no task', { data: [video(A)], errors: [failure(undefined)] }],
		['stands beside nonsense', { data: [null, 5, video(A)] }],
	])('%s', (_how, body) => {
		expect(stateOf(body)).toEqual(DONE);
	});

	it('keeps of its video what is there', () => {
		const state = (extra: object) =>
			taskStates(answerOf({ data: [{ ...placeholder(A), videoURL: link('x'), ...extra }] }), [
				{ taskUUID: A },
			]).get(A);
		const videos = (rest: object) => ({
			status: 'success',
			videos: [{ videoURL: link('x'), ...rest }],
		});
		expect(state({})).toEqual(videos({}));
		expect(state({ cost: '0.63' })).toEqual(videos({ cost: 0.63 }));
		expect(state({ cost: null, videoUUID: '' })).toEqual(videos({}));
		expect(state({ cost: 0, model: 'm', seed: 7 })).toEqual(videos({ cost: 0, model: 'm' }));
	});
});

describe('a task that the answer does not speak of', () => {
	it.each<[string, unknown]>([
		['when it is empty', { data: [] }],
		['when it is of another task', { data: [video(B)] }],
		['when the error is of another task', { errors: [failure(B)] }],
		['when the error is of no task', { errors: [failure(undefined)] }],
		['when it is a page', '<html></html>'],
		['when it is nothing', undefined],
		['when it holds nonsense', { data: [null, 1, 'x', []] }],
		['when it has another kind of name', { data: [{ ...processing(A), taskUUID: `${A} ` }] }],
	])('has no state %s', (_why, body) => {
		expect(stateOf(body)).toBeUndefined();
	});

	it('has no state from an unnamed result when several were asked about', () => {
		const answer = answerOf({ data: [{ ...video(A), taskUUID: undefined }] });
		expect(taskStates(answer, [{ taskUUID: A }, { taskUUID: B }]).size).toBe(0);
	});

	it('has none from the names that every object has', () => {
		const states = taskStates(answerOf({ data: [processing('__proto__')] }), [{ taskUUID: A }]);
		expect([...states]).toEqual([]);
	});
});

describe('a task that failed', () => {
	const failed = (code: string, certain = true) => ({ status: 'error', code, videos: [], certain });

	it.each<[string, unknown, string]>([
		['stands in errors', { errors: [failure(A)] }, 'timeoutProvider'],
		['stands in errors beside empty data', { data: [], errors: [failure(A)] }, 'timeoutProvider'],
		['is named in capitals', { errors: [failure(A.toUpperCase())] }, 'timeoutProvider'],
		[
			'stands in data with its error within',
			{
				data: [
					{ ...placeholder(A), status: 'error', error: { code: 'promptBlocked', message: 'No' } },
				],
			},
			'promptBlocked',
		],
		[
			'stands in data with code and message',
			{
				data: [{ ...placeholder(A), status: 'error', code: 'providerError', message: 'No' }],
			},
			'providerError',
		],
		[
			'stands in data with no reason',
			{ data: [{ ...placeholder(A), status: 'error' }] },
			'unknownError',
		],
		[
			'stands in data as failed',
			{ data: [{ ...placeholder(A), status: 'failed' }] },
			'unknownError',
		],
		[
			'stands alone with its task beside',
			{
				error: { code: 'inferenceError', message: 'No' },
				taskUUID: A,
			},
			'inferenceError',
		],
		['misses a model', { errors: [failure(A, 'modelNotFound')] }, 'modelNotFound'],
		['is said twice', { errors: [failure(A), failure(A)] }, 'timeoutProvider'],
	])('%s', (_how, body, code) => {
		expect(stateOf(body)).toEqual(failed(code));
	});

	it.each([
		['rateLimitExceeded', false],
		['invalidApiKey', false],
		['internalServerError', false],
		['providerError', true],
		['timeoutProvider', true],
		['promptBlocked', true],
		['insufficientCredits', false],
		['invalidModel', true],
	])('%s, not marked as the end of the task, is certain: %j', (code, certain) => {
		expect(stateOf({ errors: [{ code, message: 'No', taskUUID: A }] })).toEqual(
			failed(code, certain),
		);
	});

	it.each(['rateLimitExceeded', 'invalidApiKey', 'internalServerError'])(
		'%s, marked as the end of the task, is certain',
		(code) => {
			expect(stateOf({ errors: [failure(A, code)] })).toEqual(failed(code));
		},
	);

	it.each(['taskNotFound', 'taskExpired', 'taskFailedOrNotFound', 'TASKNOTFOUND'])(
		'%s means that the API does not know it, not that it failed',
		(code) => {
			expect(stateOf({ errors: [failure(A, code)] })).toEqual({ status: 'unknown', code });
		},
	);

	it('is not yet at its end while a result says that it renders', () => {
		expect(stateOf({ data: [processing(A)], errors: [failure(A)] })).toEqual(RUNS);
	});
});

describe('a task of several videos', () => {
	const two = [video(A, 'v1'), video(A, 'v2')];
	const bad = { ...placeholder(A), status: 'error', code: 'promptBlocked', message: 'No' };

	it.each<[string, number | undefined, unknown, object]>([
		['all there', 2, { data: two }, { status: 'success', videos: ['v1', 'v2'] }],
		[
			'all there, in their order',
			2,
			{ data: [...two].reverse() },
			{
				status: 'success',
				videos: ['v2', 'v1'],
			},
		],
		['some there, the others not named', 3, { data: two }, RUNS],
		['some there, the others rendering', 3, { data: [...two, processing(A)] }, RUNS],
		['one twice, the other not there', 2, { data: [video(A), video(A)] }, RUNS],
		[
			'one there, one failed',
			2,
			{ data: [video(A), bad] },
			{
				status: 'error',
				code: 'promptBlocked',
				videos: ['v1'],
				certain: true,
			},
		],
		[
			'one there, one failed in errors',
			2,
			{ data: [video(A)], errors: [failure(A)] },
			{
				status: 'error',
				code: 'timeoutProvider',
				videos: ['v1'],
				certain: true,
			},
		],
		[
			'one there, one failed, one not named',
			3,
			{ data: [video(A), bad] },
			{
				status: 'error',
				code: 'promptBlocked',
				videos: ['v1'],
				certain: false,
			},
		],
		['one there, one failed, one rendering', 3, { data: [video(A), bad, processing(A)] }, RUNS],
		[
			'all failed',
			2,
			{ data: [bad, bad] },
			{
				status: 'error',
				code: 'promptBlocked',
				videos: [],
				certain: true,
			},
		],
		[
			'one there, and the task unknown',
			2,
			{
				data: [video(A)],
				errors: [failure(A, 'taskNotFound')],
			},
			{ status: 'error', code: 'taskNotFound', videos: ['v1'], certain: true },
		],
		['more than were asked for', 1, { data: two }, { status: 'success', videos: ['v1', 'v2'] }],
		['there and charged, whatever failed', 1, { data: [{ ...video(A), status: 'error' }] }, DONE],
		['all there, beside what was told before', 1, { data: [processing(A), video(A)] }, DONE],
		[
			'two there, their number not known',
			undefined,
			{ data: two },
			{
				status: 'success',
				videos: ['v1', 'v2'],
			},
		],
		[
			'one there, one rendering, their number not known',
			undefined,
			{
				data: [video(A), processing(A)],
			},
			RUNS,
		],
		[
			'one there, one failed, their number not known',
			undefined,
			{ data: [video(A), bad] },
			{ status: 'error', code: 'promptBlocked', videos: ['v1'], certain: true },
		],
		[
			'one there, one perhaps failed, their number not known',
			undefined,
			{ data: [video(A)], errors: [{ code: 'newCode', message: 'No', taskUUID: A }] },
			{ status: 'error', code: 'newCode', videos: ['v1'], certain: false },
		],
	])('has %s', (_what, numberResults, body, expected) => {
		expect(stateOf(body, numberResults)).toEqual(expected);
	});

	it('tells its videos apart by their links where they have no UUID', () => {
		const data = ['a', 'b', 'a'].map((name) => ({ ...placeholder(A), videoURL: link(name) }));
		expect(taskStates(answerOf({ data }), [{ taskUUID: A, numberResults: 2 }]).get(A)).toEqual({
			status: 'success',
			videos: [{ videoURL: link('a') }, { videoURL: link('b') }],
		});
	});
});

describe('one answer for many tasks', () => {
	it('gives each its own state, and none to the others', () => {
		const answer = answerOf({
			data: [processing(C), video(A), { ...video(B, 'v2'), taskUUID: B.toUpperCase() }],
			errors: [failure('11111111-1111-4111-8111-111111111111')],
		});
		const missing = '22222222-2222-4222-8222-222222222222';
		const states = taskStates(
			answer,
			[A, B, C, missing].map((taskUUID) => ({ taskUUID })),
		);
		expect([...states].map(([taskUUID, state]) => [taskUUID, decided(state)])).toEqual([
			[A, DONE],
			[B, { status: 'success', videos: ['v2'] }],
			[C, RUNS],
		]);
	});
});

describe('an answer with a status of trouble', () => {
	const stateIn = (body: unknown, status: number) =>
		decided(taskStates(answerOf(body, status), [{ taskUUID: A }, { taskUUID: B }]).get(A));
	const unmarked = { taskUUID: A, code: 'timeoutProvider', message: 'No' };

	it('says nothing of a task by an error that is not marked', () => {
		expect(stateIn({ errors: [unmarked] }, 503)).toBeUndefined();
		expect(stateIn({ errors: [unmarked] }, 400)).toEqual({
			status: 'error',
			code: 'timeoutProvider',
			videos: [],
			certain: true,
		});
	});

	it('says nothing of a task by a result with a code that nobody has listed', () => {
		const result = { ...placeholder(A), status: 'error', code: 'weird', message: 'No' };
		expect(stateIn({ data: [result] }, 503)).toBeUndefined();
		expect(stateIn({ data: [result] }, 200)).toMatchObject({ status: 'error', certain: true });
	});

	it('tells of what is there all the same', () => {
		expect(stateIn({ data: [video(A)], errors: [unmarked] }, 503)).toEqual(DONE);
		expect(stateIn({ data: [processing(A)], errors: [unmarked] }, 503)).toEqual(RUNS);
	});
});

describe('a failure within a result', () => {
	const result = (more: object) => ({ data: [{ ...placeholder(A), ...more }] });

	it('may be told in words alone', () => {
		for (const more of [
			{ status: 'failed', error: 'It broke' },
			{ status: 'FAILED', error: 'It broke' },
			{ status: 'cancelled', error: 'It broke' },
			{ error: 'It broke' },
		]) {
			const state = taskStates(answerOf(result(more)), [{ taskUUID: A }]).get(A);
			expect(state).toMatchObject({ error: { details: { message: 'It broke' } } });
		}
	});

	it('is none where it is empty', () => {
		expect(stateOf(result({ error: null }))).toEqual(RUNS);
		expect(stateOf(result({ error: undefined }))).toEqual(RUNS);
	});

	it('is none beside another status', () => {
		expect(stateOf(result({ status: 'processing', error: { code: 'x', message: 'No' } }))).toEqual(
			RUNS,
		);
	});
});

describe('a link in a result that says it failed', () => {
	const result = (status: string, cost?: number) => ({ data: [{ ...video(A), status, cost }] });
	const WORDS = ['error', 'ERROR', 'failed', 'failure', 'canceled', 'cancelled'];

	it.each(WORDS)('is no video without a cost, or with none: %s', (status) => {
		const failed = { status: 'error', videos: [], certain: true };
		expect(stateOf(result(status), 1)).toMatchObject(failed);
		expect(stateOf(result(status, 0), 1)).toMatchObject(failed);
	});

	it.each(WORDS)('is a video that was paid: %s', (status) => {
		expect(stateOf(result(status, 0.42), 1)).toEqual(DONE);
	});

	it.each(['errorless', 'notfailed'])(
		'is a video beside a word that only holds one: %s',
		(word) => {
			expect(stateOf(result(word), 1)).toEqual(DONE);
		},
	);
});

describe('errors about one task', () => {
	const of = (code: string) => ({ taskUUID: A, code, message: 'No' });

	it('are certain when one of them is', () => {
		for (const codes of [
			['internalServerError', 'promptBlocked'],
			['promptBlocked', 'internalServerError'],
		]) {
			expect(stateOf({ errors: codes.map(of) }, 2)).toMatchObject({
				status: 'error',
				certain: true,
			});
		}
		expect(stateOf({ errors: [of('internalServerError')] })).toMatchObject({ certain: false });
	});

	it.each(['taskNotFound', 'taskExpired', 'taskFailedOrNotFound', 'TASKNOTFOUND'])(
		'say that there is none: %s',
		(code) => {
			expect(stateOf({ errors: [of(code)] })).toEqual({ status: 'unknown', code });
		},
	);

	it.each(['subtaskNotFound', 'taskExpiredModel', 'modelNotFound'])(
		'say something else: %s',
		(code) => {
			expect(stateOf({ errors: [of(code)] })).toMatchObject({ status: 'error' });
		},
	);
});

describe('the link of a video', () => {
	const linked = (videoURL: string) => stateOf({ data: [{ ...video(A), videoURL }] });
	it('may be http', () => {
		expect(linked('http://vm.runware.ai/v1.mp4')).toEqual(DONE);
		expect(linked('HTTPS://vm.runware.ai/v1.mp4')).toEqual(DONE);
	});
	it('is none where a link only stands in it', () => {
		expect(linked('see https://vm.runware.ai/v1.mp4')).toEqual(RUNS);
	});
});

it('a video has no fields but those that were told', () => {
	const bare = { ...placeholder(A), videoURL: link('v1') };
	expect(taskStates(answerOf({ data: [bare] }), [{ taskUUID: A }]).get(A)).toStrictEqual({
		status: 'success',
		videos: [{ videoURL: link('v1') }],
	});
});
