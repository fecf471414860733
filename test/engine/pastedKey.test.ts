import { keyIn } from '../../credentials/pastedKey';
import { keyMask } from '../../nodes/Kling/n8n/keyMask';
import { closeEngine } from './engine';
import { credentialOf, prompts, runVideos, SUBMIT_PROMPTS, useEmulator } from './videoRuns';

const emulator = useEmulator();

afterAll(closeEngine);

const PASTED: readonly (readonly [string, (key: string) => string])[] = [
	['as it is', (key) => key],
	['with the word before it', (key) => `Bearer ${key}`],
	['with the word in small letters', (key) => `bearer: ${key}`],
	['with the whole header', (key) => `Authorization: Bearer ${key}\r\n`],
	['with its name in a header', (key) => `"Authorization": "Bearer ${key}",`],
	['with its name in a file of settings', (key) => `RUNWARE_API_KEY="${key}"`],
	['with its name in words', (key) => `API key: ${key}`],
	['in quotes', (key) => `"${key}"`],
	['in single quotes', (key) => `'${key}'`],
	['in backticks', (key) => `\`${key}\``],
	['in typographic quotes', (key) => `“${key}”`],
	['in quotes with the word', (key) => `"Bearer ${key}"`],
	['in quotes behind the word', (key) => `Bearer "${key}"`],
	['with blanks around it', (key) => ` \t${key}  `],
	['with a line break behind it', (key) => `${key}\r\n`],
	['with a line break in it', (key) => `${key.slice(0, 9)}\r\n${key.slice(9)}`],
	['with zero-width characters', (key) => `\ufeff${key.slice(0, 9)}\u200b${key.slice(9)}\u2060`],
	['with a blank that does not break', (key) => `\u00a0${key}\u00a0`],
];

describe('a key that was pasted', () => {
	it.each(PASTED)('%s works', async (_how, pasted) => {
		const { apiKey, baseUrl } = credentialOf(emulator.current);
		const run = await runVideos(emulator.current, {
			parameters: SUBMIT_PROMPTS,
			rows: prompts(1),
			credential: { apiKey: pasted(apiKey), baseUrl },
		});
		expect(run.error?.message).toBeUndefined();
		const headers = emulator.current.requests.map(
			({ headers: { authorization } }) => authorization,
		);
		expect(new Set(headers)).toEqual(new Set([`Bearer ${apiKey}`]));
	});

	it.each(PASTED)('%s is masked in what comes back', (_how, pasted) => {
		const sample = 'nobody-writes-this-1';
		expect(keyMask(pasted(sample))(`Bearer ${sample} is wrong`)).toBe('Bearer (API key) is wrong');
	});
});

test.each([
	['', ''],
	[' ', ''],
	['""', ''],
	['Bearer', 'Bearer'],
	['a"b', 'a"b'],
	['sk/12+34="56&78"', 'sk/12+34="56&78"'],
	['bearerish-key', 'bearerish-key'],
	['my-api-key==', 'my-api-key=='],
	['api-key-12', 'api-key-12'],
	['Bearer-key', 'Bearer-key'],
])('of %j the key is %j', (pasted, key) => {
	expect(keyIn(pasted)).toBe(key);
});
