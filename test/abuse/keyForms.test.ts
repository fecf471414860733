import { keyFormsIn } from './keyForms';
import { textsIn } from './textsIn';

const KEY = 'sk/12+34="56&78"<9>';

describe('the search for a key', () => {
	it.each([
		['plain', `Bearer ${KEY}`],
		['JSON', JSON.stringify({ key: KEY })],
		['JSON', JSON.stringify({ key: KEY }).replaceAll('/', '\\/')],
		['JSON in JSON', JSON.stringify(JSON.stringify({ key: KEY }))],
		['a link', `?key=${encodeURIComponent(KEY)}`],
		['a link', encodeURIComponent(KEY).toLowerCase()],
		['a link', new URLSearchParams({ key: KEY }).toString()],
		['HTML', 'sk/12+34=&quot;56&amp;78&quot;&lt;9&gt;'],
		['base64', Buffer.from(KEY).toString('base64')],
		['base64', Buffer.from(`Bearer ${KEY}`).toString('base64')],
		['base64', Buffer.from(`user:${KEY}!`).toString('base64')],
		['base64', Buffer.from(`{"key":"${KEY}"}`).toString('base64url')],
		['hexadecimal', Buffer.from(`key ${KEY}`).toString('hex')],
		['UTF-16', Buffer.from(KEY, 'utf16le').toString('latin1')],
	])('finds its form of %s', (form, text) => {
		expect(keyFormsIn(`before ${text} after`, KEY)).toContain(form);
		expect(keyFormsIn(Buffer.from(`before ${text} after`, 'latin1'), KEY)).toContain(form);
	});

	it.each(['', KEY.slice(1), KEY.toUpperCase(), 'Bearer'])('does not find it in %j', (text) => {
		expect(keyFormsIn(text, KEY)).toEqual([]);
	});

	it('finds it in a file, whatever else is in there', () => {
		const file = Buffer.concat([Buffer.from([0, 255, 128]), Buffer.from(KEY), Buffer.from([0])]);
		expect(keyFormsIn(file, KEY)).toContain('plain');
	});

	it('does not look for what is found by chance', () => {
		expect(() => keyFormsIn('text', 'short')).toThrow('too short');
	});
});

describe('all text of a value', () => {
	const hidden = Object.defineProperty({}, 'hidden', { value: KEY, enumerable: false });

	it.each<[string, unknown]>([
		['a property', { a: { b: [KEY] } }],
		['the name of a property', { [KEY]: 1 }],
		['a property that is not enumerable', hidden],
		['a symbol', { [Symbol(KEY)]: 1 }],
		['the cause of an error', new Error('no', { cause: new Error(KEY) })],
		['the stack of an error', Object.assign(new Error('no'), { stack: KEY })],
		['a map', new Map([[1, new Set([KEY])]])],
		['bytes', { buffer: Buffer.from(`${'x'.repeat(1000)}${KEY}`) }],
		['a getter', Object.defineProperty({}, 'key', { get: () => KEY })],
		[
			'a circle',
			(() => {
				const circle: Record<string, unknown> = { key: KEY };
				circle['self'] = circle;
				return circle;
			})(),
		],
	])('has that of %s', (_what, value) => {
		expect(keyFormsIn(textsIn(value), KEY)).not.toEqual([]);
	});
});
