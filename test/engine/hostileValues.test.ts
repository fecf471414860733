import { closeEngine } from './engine';
import { type Row, runVideos, submitsOf, useEmulator } from './videoRuns';

afterAll(closeEngine);

const emulator = useEmulator();

/** What a sheet, a webhook or an AI agent may put where a field was expected. */
const VALUES: readonly unknown[] = [
	0,
	-1,
	5,
	1e21,
	Number.NaN,
	true,
	'',
	' \n\t ',
	'5 Seconds',
	'0x5',
	'TRUE',
	[],
	[null, ''],
	[[['https://media.invalid/a.jpg']]],
	['https://media.invalid/a.jpg', 5],
	{},
	{ url: 'https://media.invalid/a.jpg' },
	{ toString: 'x', valueOf: null },
	JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
	[{ toString: null }],
	new Date(0),
	'__proto__',
	'constructor',
	'hasOwnProperty',
	'x'.repeat(100_000),
	[...'x'.repeat(1000)],
	'\u{1F433}'.repeat(1200),
	'\u{1F433}',
	'\ud800 lone surrogate',
	'null\u0000byte "quotes" \\ { $json } $x <b>',
	'right to left \u202eעברית',
	'https://',
	'https://[',
	'http://media.invalid:99999/',
	'https://media.invalid/\u{1F433}.jpg?a=1,b=2',
	'data:image/png;base64,AAAA',
	'data:image/png;base64,A',
	'data:image/png;base64,????',
	'data:text/html,<script>',
	'data:',
	'762dd057-ddbc-4d3f-8afa-b2feb8f078de',
];

const IMAGE = 'https://media.invalid/a.jpg';
const VIDEO = 'https://media.invalid/a.mp4';
const FRAMES = { inputMode: 'firstLastFrame', firstFrame: IMAGE, lastFrame: IMAGE };
const REFERENCES = { inputMode: 'referenceVideo', referenceVideo: VIDEO, referenceImages: IMAGE };

const OMNI = { model: 'klingai:kling-video@o3-standard' };

/** Each field with its label and a row that is good but for it. */
const FIELDS: ReadonlyArray<readonly [name: string, label: string, row: Row]> = [
	['model', 'Model', {}],
	['inputMode', 'Input Mode', {}],
	['positivePrompt', 'Prompt', {}],
	['firstFrame', 'First Frame', FRAMES],
	['lastFrame', 'Last Frame', FRAMES],
	['referenceImages', 'Reference Images', REFERENCES],
	['referenceVideo', 'Reference Video', REFERENCES],
	['aspectRatio', 'Aspect Ratio', {}],
	['duration', 'Duration', REFERENCES],
	['keepOriginalSound', 'Keep Original Sound', REFERENCES],
	['shots', 'Shots', OMNI],
	['sound', 'Generate Sound', OMNI],
	['options.includeInputFields', 'Include Input Fields', {}],
	['options.numberResults', 'Number of Videos', {}],
	['options.outputFormat', 'Output Format', {}],
	['options.outputQuality', 'Output Quality', {}],
	['options.ttl', 'Link Lifetime (Seconds)', {}],
	['options.checkContent', 'Check Content', {}],
	['options.webhookURL', 'Webhook URL', {}],
	['options.uploadEndpoint', 'Upload Endpoint', {}],
	['options.maxConcurrent', 'Videos at Once', {}],
	['options.maxWait', 'Maximum Wait (Minutes)', {}],
	['options.uniqueKey', 'Unique Key', {}],
];

const GOOD_ROW = {
	model: 'klingai:kling@o1-standard',
	inputMode: 'text',
	positivePrompt: 'A boat',
};

/** The row's own column where it has one, for each of these fields. */
function parametersFor(field: string): Row {
	const names = ['model', 'inputMode', 'positivePrompt'].concat(
		['firstFrame', 'lastFrame', 'referenceImages', 'referenceVideo'],
		['aspectRatio', 'duration', 'keepOriginalSound', 'sound', 'shots'],
	);
	const fromRow = (name: string) => `={{ $json.${name} }}`;
	const option = /^options\.(.+)$/.exec(field)?.[1];
	return {
		completion: 'submit',
		...Object.fromEntries(names.map((name) => [name, fromRow(name)])),
		...(option === undefined ? {} : { options: { [option]: fromRow('option') } }),
	};
}

describe('a value that nobody expected', () => {
	it.each(FIELDS)(
		'makes a good request or an error that names row and field: %s',
		async (name, label, row) => {
			const key = name.startsWith('options.') ? 'option' : name;
			const rows = VALUES.map((value) => ({ ...GOOD_ROW, ...row, [key]: value }));
			const result = await runVideos(emulator.current, {
				parameters: parametersFor(name),
				rows,
				node: { onError: 'continueRegularOutput' },
			});
			expect(result.error).toBeUndefined();
			const items = result.outputs[0] ?? [];
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(rows.map((_, item) => ({ item })));
			const wrong = items.flatMap(({ json }, index) => {
				const { status, error, details } = json;
				const submitted = status === 'processing' && error === undefined;
				const code = Object(details).code;
				const refused =
					code === 'invalidParameter' &&
					String(error).startsWith(`Row ${index + 1}: `) &&
					String(error).includes(`'${label}'`) &&
					// A message is read, not scrolled through.
					String(error).length < 400;
				if (submitted || refused) return [];
				return [{ value: shown(VALUES[index]), error: shown(error), code }];
			});
			expect(wrong).toEqual([]);
			expect(emulator.current.requests.every(({ status }) => status === 200)).toBe(true);
			expect({}).not.toHaveProperty('polluted');
		},
	);

	it('is not turned into another one on its way into the request', async () => {
		const words = VALUES.filter((value): value is string => typeof value === 'string').filter(
			(value) => [...value.trim()].length >= 2 && value.length <= 2500 && value !== 'TRUE',
		);
		await runVideos(emulator.current, {
			parameters: { completion: 'submit', positivePrompt: '={{ $json.positivePrompt }}' },
			rows: words.map((positivePrompt) => ({ positivePrompt })),
		});
		const sent = submitsOf(emulator.current)
			.flat()
			.map(({ positivePrompt }) => positivePrompt);
		expect(sent).toEqual(words);
		expect(sent.length).toBeGreaterThan(15);
	});

	it('may also come out of an expression', async () => {
		const expressions = ['$now', '() => 1', 'new Map()', '/x/', '10n', 'Symbol.iterator', '$input'];
		for (const expression of expressions) {
			const result = await runVideos(emulator.current, {
				parameters: {
					completion: 'submit',
					positivePrompt: 'A boat',
					duration: `={{ ${expression} }}`,
				},
				node: { onError: 'continueRegularOutput' },
			});
			const [item] = result.outputs[0] ?? [];
			expect(`${expression} gives ${String(item?.json['error'])}`).toContain(
				`${expression} gives Row 1: `,
			);
		}
		expect(submitsOf(emulator.current)).toEqual([]);
	});
});

function shown(value: unknown): string {
	return (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined')).slice(0, 160);
}
