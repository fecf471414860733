import { keyMask } from '../../nodes/Kling/n8n/keyMask';

const KEY = 'sk/12+34="56&78"';

describe('the mask of the key', () => {
	it.each([
		['as it is', `Bearer ${KEY}`, 'Bearer (API key)'],
		['twice', `${KEY},${KEY}`, '(API key),(API key)'],
		['in JSON', JSON.stringify({ sent: KEY }), '{"sent":"(API key)"}'],
		[
			'in JSON within JSON',
			JSON.stringify({ message: JSON.stringify({ sent: KEY }) }),
			JSON.stringify({ message: '{"sent":"(API key)"}' }),
		],
		['in a link', `?key=${encodeURIComponent(KEY)}&a=1`, '?key=(API key)&a=1'],
	])('covers it %s', (_how, text, masked) => {
		expect(keyMask(KEY)(text)).toBe(masked);
	});

	it('covers a key that was pasted with blanks around it', () => {
		expect(keyMask(` ${KEY}\n`)(`'${KEY}'`)).toBe("'(API key)'");
	});

	it.each(['', ' ', undefined, null, 'data', '\ud800'])('leaves answers alone for %j', (key) => {
		expect(keyMask(key)('{"data":[]}')).toBe('{"data":[]}');
	});

	it('covers a key that was pasted with a line break in it, as the header carries it', () => {
		expect(keyMask('sk-0123\r\n456789')('Bearer sk-0123456789')).toBe('Bearer (API key)');
	});

	it('bears half a character in a key', () => {
		expect(keyMask(`\ud800${'x'.repeat(20)}`)('{"data":[]}')).toBe('{"data":[]}');
	});
});
