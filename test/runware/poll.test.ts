import { erred, failed, ready, refusal, running, unknown } from './answerParts';
import { without } from './lines';
import { busy, noAnswer, page, says, withStatus } from './replies';
import { fromThenOn, ofEach } from './scriptedApi';
import { asked, names } from './sentences';

const TOO_MANY = withStatus(400, refusal('invalidTaskCount'));

describe('a poll', () => {
	it('asks about all tasks with one request, and tells of each what the answer says', async () => {
		const answer = says(running('a'), ready('b'), failed('c'), unknown('d'), erred('e'));
		expect(await asked([['a', 'b', 'c', 'd', 'e', 'f']], [answer])).toEqual([
			'0 s  look at a b c d e f',
			'0 s  → a processing, b success b.mp4, c error taskFailed for certain, d unknown taskNotFound, e error internalServerError perhaps, 1 asked',
		]);
	});

	it('may be answered with nothing at all', async () => {
		expect(await asked([['a', 'b']], [says()])).toEqual([
			'0 s  look at a b',
			'0 s  → nothing of a b, 1 asked',
		]);
	});

	it.each([
		['nothing comes', noAnswer, 'connectionFailed'],
		['a page comes', page(502), 'serviceUnavailable'],
		['a page comes with 500', page(500), 'serviceUnavailable'],
		['a page comes with 200', page(200), 'unrecognizedResponse'],
		['a page comes with 404', page(404), 'httpError'],
		['a page comes with 302', page(302), 'httpError'],
		['a server in between gives up', page(408), 'requestTimeout'],
		['the API fails', withStatus(500, refusal('internalServerError')), 'internalServerError'],
		['an error comes with 200', says(refusal('internalServerError')), 'internalServerError'],
		['the key is refused', withStatus(401, refusal('invalidApiKey')), 'invalidApiKey'],
		['the key is refused in other words', withStatus(401, refusal('whatever')), 'invalidApiKey'],
		['the key is refused without words', page(401), 'invalidApiKey'],
		['there are too many', busy(), 'rateLimitExceeded'],
		['there are too many, without words', page(429), 'rateLimitExceeded'],
		[
			'there are too many, in other words',
			withStatus(429, refusal('whatever')),
			'rateLimitExceeded',
		],
		['there are too many, by its words', says(refusal('tooManyRequests')), 'tooManyRequests'],
	])('says nothing of its tasks when %s', async (_what, answer, code) => {
		expect(await asked([['a', 'b']], [answer])).toEqual([
			'0 s  look at a b',
			`0 s  → trouble ${code}, 1 asked`,
		]);
	});

	it.each([300, 302])('says nothing of its task when data come with %d', async (status) => {
		expect((await asked([['a']], [withStatus(status)])).at(-1)).toBe(
			'0 s  → trouble httpError, 1 asked',
		);
	});

	it('passes on when the API wishes to be asked again', async () => {
		expect((await asked([['a']], [busy(7)])).at(-1)).toBe(
			'0 s  → trouble rateLimitExceeded again in 7 s, 1 asked',
		);
	});

	it('counts when it tells of some, whatever else stands in it', async () => {
		const answer = withStatus(503, running('a'), refusal('internalServerError'));
		expect((await asked([['a', 'b']], [answer])).at(-1)).toBe('0 s  → a processing, 1 asked');
	});

	it('counts when its errors are all of tasks', async () => {
		expect((await asked([['a', 'b']], [says(erred('x'))])).at(-1)).toBe(
			'0 s  → nothing of a b, 1 asked',
		);
	});
});

describe('a poll of hundreds of tasks', () => {
	it('takes a request for each 250', async () => {
		expect(await asked([names(501)], [fromThenOn(ofEach(running))])).toEqual([
			'0 s  look at t1 … t250 (250 tasks)',
			'0 s  look at t251 … t500 (250 tasks)',
			'0 s  look at t501',
			'0 s  → 501 states, 3 asked',
		]);
	});

	it('takes no more than eight requests, and leaves the rest for the next', async () => {
		const lines = await asked([names(2600)], [fromThenOn(ofEach(running))]);
		expect(lines.slice(-2)).toEqual([
			'0 s  look at t1751 … t2000 (250 tasks)',
			'0 s  → 2000 states, 8 asked',
		]);
	});

	it('tells what came through beside a request that failed', async () => {
		const answers = [ofEach(running), page(502)];
		expect((await asked([names(251)], answers)).at(-1)).toBe('0 s  → 251 states, 2 asked');
	});
});

describe('a poll that is refused because it is too large', () => {
	it.each([
		['in the API’s words', TOO_MANY],
		['by a server in between', page(413)],
		['by a status without words', withStatus(413)],
		['in words that nobody has listed', withStatus(400, refusal('somethingNew'))],
		['as something not found', withStatus(400, refusal('taskNotFound'))],
	])('is halved until it is taken, and the size is kept: %s', async (_how, tooMany) => {
		const answers = [tooMany, tooMany, tooMany, fromThenOn(ofEach(running))];
		expect(
			await asked(
				[
					['a', 'b', 'c', 'd', 'e'],
					['a', 'b', 'c'],
				],
				answers,
			),
		).toEqual([
			'0 s  look at a b c d e',
			'0 s  look at a b',
			'0 s  look at c d',
			'0 s  look at e',
			'0 s  look at a',
			'0 s  look at b',
			'0 s  look at c',
			'0 s  look at d',
			'0 s  look at e',
			'0 s  → a processing, b processing, c processing, d processing, e processing, 5 asked',
			'1 s  look at a',
			'1 s  look at b',
			'1 s  look at c',
			'1 s  → a processing, b processing, c processing, 3 asked',
		]);
	});

	it('is halved from what was sent, not from what might be', async () => {
		const answers = [TOO_MANY, fromThenOn(ofEach(running))];
		expect(without(await asked([['a', 'b', 'c', 'd']], answers), /→/)).toEqual([
			'0 s  look at a b c d',
			'0 s  look at a b',
			'0 s  look at c d',
		]);
	});

	it('is halved again from the size that was kept', async () => {
		const answers = [TOO_MANY, ofEach(running), TOO_MANY, fromThenOn(ofEach(running))];
		const lines = await asked([names(300)], answers);
		expect(without(lines, /→/)).toEqual([
			'0 s  look at t1 … t250 (250 tasks)',
			'0 s  look at t251 … t300 (50 tasks)',
			'0 s  look at t1 … t125 (125 tasks)',
			'0 s  look at t126 … t250 (125 tasks)',
			'0 s  look at t251 … t300 (50 tasks)',
			...[1, 63, 125, 187, 249].map(
				(from) =>
					`0 s  look at t${from} … t${Math.min(300, from + 61)} (${Math.min(62, 301 - from)} tasks)`,
			),
		]);
	});

	it('of one task only is a trouble', async () => {
		expect(await asked([['a']], [TOO_MANY])).toEqual([
			'0 s  look at a',
			'0 s  → trouble invalidTaskCount, 1 asked',
		]);
	});

	it('is not halved for a fault of the API or of the network', async () => {
		for (const answer of [withStatus(500, refusal('invalidTaskCount')), page(404), page(400)]) {
			expect(without(await asked([['a', 'b']], [answer]), /→/)).toEqual(['0 s  look at a b']);
		}
	});
});
