import { refusal } from './answerParts';
import { timesOf, without } from './lines';
import { busy, keyRefused, noAnswer, page, says, withStatus } from './replies';
import { fromThenOn, times } from './scriptedApi';
import { deleted, uploaded } from './sentences';

const stored = (mediaUUID: string, mediaURL?: string) =>
	says({ data: { taskType: 'mediaStorage', mediaUUID, mediaURL } });
const STORING = stored('1');

describe('an upload', () => {
	it('brings the medium’s UUID, and its address where it is told', async () => {
		expect(await uploaded([stored('m', 'https://im.runware.ai/m')])).toEqual([
			'0 s  upload a file, task t1',
			'0 s  → {"mediaUUID":"m","mediaURL":"https://im.runware.ai/m"}',
		]);
		expect((await uploaded([stored('m')])).at(-1)).toBe('0 s  → {"mediaUUID":"m"}');
	});

	it.each([
		['no answer comes', noAnswer, 'connectionFailed: the connection was cut'],
		['a page comes', page(503), 'serviceUnavailable: it answered with HTTP status 503'],
		['a page comes with 200', page(200), 'unrecognizedResponse: it answered with HTTP status 200'],
		['there are too many requests', busy(), 'rateLimitExceeded: It says rateLimitExceeded'],
		[
			'the API fails',
			withStatus(500, refusal('internalServerError')),
			'internalServerError: It says internalServerError',
		],
		[
			'no UUID is told',
			says({ data: {} }),
			'unrecognizedResponse: it answered with HTTP status 200',
		],
	])(
		'is tried seven times over a minute, each time as a new task: %s',
		async (_what, trouble, why) => {
			expect(await uploaded([fromThenOn(trouble)])).toEqual([
				'0 s  upload a file, task t1',
				'1 s  upload a file, task t2',
				'3 s  upload a file, task t3',
				'7 s  upload a file, task t4',
				'15 s  upload a file, task t5',
				'30 s  upload a file, task t6',
				'60 s  upload a file, task t7',
				`60 s  → ${why}`,
			]);
		},
	);

	it('may come through at the second try', async () => {
		expect(await uploaded([noAnswer, stored('m')])).toEqual([
			'0 s  upload a file, task t1',
			'1 s  upload a file, task t2',
			'1 s  → {"mediaUUID":"m"}',
		]);
	});

	it.each([
		['its refusal', withStatus(400, refusal('invalidMedia')), 'invalidMedia: It says invalidMedia'],
		[
			'its refusal beside a UUID',
			says({ data: { mediaUUID: 'm' } }, refusal('invalidMedia')),
			'invalidMedia: It says invalidMedia',
		],
		['a refused key', keyRefused, 'invalidApiKey: It says invalidApiKey'],
	])('is not tried again after %s', async (_what, answer, why) => {
		expect(await uploaded([answer])).toEqual(['0 s  upload a file, task t1', `0 s  → ${why}`]);
	});

	it('that is still being stored is asked about every second', async () => {
		expect(await uploaded([STORING, STORING, stored('m')])).toEqual([
			'0 s  upload a file, task t1',
			'1 s  look at t1',
			'2 s  look at t1',
			'2 s  → {"mediaUUID":"m"}',
		]);
	});

	it('that is stored for more than 30 s is sent again, and after the seventh time given up', async () => {
		const lines = await uploaded([fromThenOn(STORING)]);
		expect(timesOf(lines, /upload a/)).toBe('0 s, 31 s, 63 s, 97 s, 135 s, 180 s, 240 s');
		expect(without(lines, /upload a|→/)).toHaveLength(210);
		expect(lines.at(-1)).toBe(
			'270 s  → uploadFailed: the uploaded file was still being stored when the waiting time ended',
		);
	});

	it('tells the last trouble of one that failed and then took too long', async () => {
		const lines = await uploaded([...times(4, noAnswer), fromThenOn(STORING)]);
		expect(lines.at(-1)).toBe('150 s  → connectionFailed: the connection was cut');
	});

	it('whose storing failed is sent again', async () => {
		expect(await uploaded([STORING, page(502), stored('m')])).toEqual([
			'0 s  upload a file, task t1',
			'1 s  look at t1',
			'2 s  upload a file, task t2',
			'2 s  → {"mediaUUID":"m"}',
		]);
	});
});

describe('taking a medium off Runware', () => {
	it.each([
		['a result', says({ data: { mediaUUID: 'medium' } })],
		['nothing', says()],
		['created', withStatus(201)],
	])('is done when the API answers with %s', async (_what, answer) => {
		expect(await deleted([answer])).toEqual(['0 s  delete medium, task t1', '0 s  → deleted']);
	});

	it.each([
		['no answer', noAnswer, 'connectionFailed: the connection was cut'],
		['a page', page(200), 'unrecognizedResponse: it answered with HTTP status 200'],
		['a page with 502', page(502), 'serviceUnavailable: it answered with HTTP status 502'],
		['an error', says(refusal('invalidMedia')), 'invalidMedia: It says invalidMedia'],
		['data that lead elsewhere', withStatus(300), 'httpError: it answered with HTTP status 300'],
	])('is not done after %s', async (_what, answer, why) => {
		expect(await deleted([answer])).toEqual(['0 s  delete medium, task t1', `0 s  → ${why}`]);
	});
});
