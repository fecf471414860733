import { retryAfterMs } from '../../nodes/Kling/n8n/connection';

const NOW = Date.UTC(2026, 0, 1, 12, 0, 0);

describe('the time after which the API wants to be asked again', () => {
	it.each([
		['0', 0],
		['2', 2000],
		[' 1.5 ', 1500],
		['Thu, 01 Jan 2026 12:00:30 GMT', 30_000],
		['Thu, 01 Jan 2026 11:00:00 GMT', 0],
	])('is read from "%s" as %d ms', (header, expected) => {
		expect(retryAfterMs(header, NOW)).toBe(expected);
	});

	it.each([
		...[undefined, null, '', '  ', 'soon', 'Infinity', 5, ['2'], {}],
		...['-5', '0x10', '1e3', '1,5', '1 minute', 'May 5', 'Thu, 99 Jan 2026 12:00:30 GMT'],
	])('is not known from %j', (header) => {
		expect(retryAfterMs(header, NOW)).toBeUndefined();
	});
});
