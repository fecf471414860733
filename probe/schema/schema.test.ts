import { KLING_MODELS } from '../../nodes/Kling/catalog/models';
import type { Published, PublishedMode } from '../standIn/published';
import { schemaService } from '../standIn/schemaService';
import { asLine } from './difference';
import { MODEL_PAGES } from './documents';
import type { Fetched } from './documents';
import { comparePublished } from './schemaPart';

const BASE = 'http://stand-in.test';

type Plant = (published: Published) => Published;

async function compared(plant?: Plant, models = KLING_MODELS) {
	const answers = schemaService(plant);
	return await comparePublished(
		async (url): Promise<Fetched> => {
			const json = answers(url.slice(BASE.length));
			return await Promise.resolve(json === undefined ? { missing: 'HTTP 404' } : { json });
		},
		BASE,
		models,
	);
}

async function linesWith(plant: Plant, models = KLING_MODELS): Promise<readonly string[]> {
	const { differences } = await compared(plant, models);
	return differences.map(asLine);
}

describe('the published schemas beside the catalogue', () => {
	it('are compared for every model, its schemas, examples and prices', async () => {
		const { compared: names, notCompared } = await compared();
		for (const { value } of KLING_MODELS) {
			expect(names).toEqual(
				expect.arrayContaining([`${value} · schema service`, `${value} · model page`]),
			);
			expect(names).toContain(`${value} · prices`);
		}
		expect(notCompared).toEqual([]);
	});

	it('do not differ where they say what the catalogue says', async () => {
		expect(await linesWith((same) => same)).toEqual([]);
	});

	it('have a known page for every model', () => {
		expect(KLING_MODELS.filter(({ value }) => MODEL_PAGES[value] === undefined)).toEqual([]);
	});
});

/** The model of the seeds. */
const STANDARD = KLING_MODELS.slice(0, 1);
const OMNI = KLING_MODELS.filter(({ value }) => value === 'klingai:kling-video@o3-standard');

function inMode(value: string, change: Partial<PublishedMode>): Plant {
	return (published) => ({
		...published,
		modes: published.modes.map((mode) => (mode.value === value ? { ...mode, ...change } : mode)),
	});
}

interface Planted {
	readonly title: string;
	readonly plant: Plant;
	/** The one line that tells of it. */
	readonly line: RegExp;
}

const PLANTED_IN_OMNI: readonly Planted[] = [
	{
		title: 'no sound',
		plant: inMode('text', { klingai: ['multiPrompt'] }),
		line: /Text · sound: ours sends it; theirs refuses it/,
	},
	{
		title: 'sound beside a video',
		plant: inMode('edit', { klingai: ['keepOriginalSound', 'sound'] }),
		line: /Edit · sound with a video: ours never sent; theirs taken /,
	},
	{
		title: 'shots with a video',
		plant: inMode('referenceVideo', { klingai: ['keepOriginalSound', 'multiPrompt'] }),
		line: /Reference Video · shots with a video: ours never sent; theirs taken /,
	},
	{
		title: 'a single shot',
		plant: (published) => ({ ...published, shots: { ...published.shots, min: 1 } }),
		line: /number of shots: ours 2 to 6; theirs 1 to 6 .*shotList\.ts/,
	},
	{
		title: 'shorter shots',
		plant: (published) => ({ ...published, shots: { ...published.shots, longestPrompt: 256 } }),
		line: /characters of a shot: ours 1 to 512; theirs 1 to 256 /,
	},
	{
		title: 'shorter videos',
		plant: inMode('firstFrame', { durations: [3, 4, 5, 6, 7, 8, 9, 10] }),
		line: /First Frame · length in seconds: ours 3 to 15; theirs 3 to 10 /,
	},
];

const PLANTED: readonly Planted[] = [
	{
		title: 'longer videos in one mode',
		plant: inMode('text', { durations: [5, 10, 15] }),
		line: /Text · length in seconds: ours 5, 10; theirs 5, 10, 15 .*catalog\/models\.ts/,
	},
	{
		title: 'a length that is gone',
		plant: inMode('firstFrame', { durations: [5] }),
		line: /First Frame · length in seconds: ours 5, 10; theirs 5 /,
	},
	{
		title: 'another square',
		plant: (published) => ({
			...published,
			sizes: published.sizes.map((size) => (size[0] === 960 ? [1080, 1080] : size)),
		}),
		line: /frame size: ours 1280x720, 960x960, 720x1280; theirs 1280x720, 720x1280, 1080x1080 .*catalog\/models\.ts/,
	},
	{
		title: 'fewer reference images',
		plant: inMode('referenceImages', { inputs: { referenceImages: { min: 1, max: 5 } } }),
		line: /number of Reference Images: ours 1 to 7; theirs 1 to 5 /,
	},
	{
		title: 'more reference images beside a video',
		plant: inMode('edit', {
			inputs: { video: { min: 1 }, referenceImages: { min: 0, max: 7 } },
		}),
		line: /Edit · number of Reference Images: ours 1 to 4; theirs 1 to 7 /,
	},
	{
		title: 'a size that may be left out with reference images',
		plant: inMode('referenceImages', { size: 'optional' }),
		line: /Reference Images · no width and height: ours never sent; theirs taken /,
	},
	{
		title: 'a duration for an edit',
		plant: inMode('edit', { durations: [5] }),
		line: /Edit · a duration: ours never sent; theirs taken /,
	},
	{
		title: 'no sound to keep',
		plant: inMode('referenceVideo', { klingai: [] }),
		line: /Reference Video · the plainest request: ours sends it; theirs refuses it/,
	},
	{
		title: 'a prompt of 3,000 characters',
		plant: (published) => ({ ...published, prompt: { min: 2, max: 3000, required: true } }),
		line: /all modes · characters of the prompt: ours 2 to 2500; theirs 2 to 3000 .*prompt\.ts/,
	},
	{
		title: 'a prompt that may be missing',
		plant: (published) => ({ ...published, prompt: { ...published.prompt, required: false } }),
		line: /all modes · neither prompt nor shots: ours never sent; theirs taken /,
	},
	{
		title: 'a parameter that is new',
		plant: (published) => ({ ...published, parameters: [...published.parameters, 'seed'] }),
		line: /parameter seed: ours never sent; theirs lists it /,
	},
	{
		title: 'a parameter that is gone',
		plant: (published) => ({
			...published,
			parameters: published.parameters.filter((name) => name !== 'ttl'),
		}),
		line: /parameter ttl: ours sends it; theirs does not list it /,
	},
	{
		title: 'a new setting of Kling',
		plant: (published) => ({ ...published, klingai: [...published.klingai, 'fast'] }),
		line: /parameter providerSettings\.klingai\.fast: ours never sent; theirs lists it /,
	},
	{
		title: 'more videos of one request',
		plant: (published) => ({ ...published, numberResults: { min: 1, max: 20 } }),
		line: /all modes · numberResults: ours 1 to 4; theirs 1 to 20 .*taskOptions\.ts/,
	},
	{
		title: 'a format less',
		plant: (published) => ({ ...published, outputFormats: ['MP4', 'MOV'] }),
		line: /all modes · outputFormat: ours MP4, WEBM, MOV; theirs MP4, MOV /,
	},
	{
		title: 'links of a day at most',
		plant: (published) => ({ ...published, ttl: { min: 60, max: 86_400 } }),
		line: /all modes · ttl: ours 60 and more; theirs 60 to 86400 /,
	},
	{
		title: 'an answer in the request itself',
		plant: (published) => ({ ...published, deliveryMethods: ['sync', 'async'] }),
		line: /Text · deliveryMethod 'sync': ours never sent; theirs taken /,
	},
	{
		title: 'unknown parameters that are let pass',
		plant: (published) => ({ ...published, additionalParameters: true }),
		line: /all modes · a parameter that nobody knows: ours never sent; theirs taken /,
	},
	{
		title: 'another price',
		plant: (published) => ({ ...published, rates: [0.09, 0.126] }),
		line: /price of a second: ours \$0\.084, \$0\.126; theirs \$0\.09, \$0\.126 \(prices\)/,
	},
	{
		title: 'an example that cost something else',
		plant: (published) => ({
			...published,
			examples: published.examples.map((seed) =>
				seed.title === 'Amber Tram Through Canyons'
					? { ...seed, response: { ...seed.response, cost: 0.5 } }
					: seed,
			),
		}),
		line: /price of example 'Amber Tram Through Canyons': ours \$0\.42; theirs \$0\.5 /,
	},
	{
		title: 'an example with what the node cannot send',
		plant: (published) => ({
			...published,
			parameters: [...published.parameters, 'fps'],
			examples: published.examples
				.slice(0, 1)
				.map((seed) => ({ ...seed, request: { ...seed.request, fps: 30 } })),
		}),
		line: /example 'Abandoned Greenhouse Orbit Drift', fps: ours nothing; theirs 30 /,
	},
];

describe('a planted difference', () => {
	it.each(PLANTED)('is one line: $title', async ({ plant, line }) => {
		const lines = await linesWith(plant, STANDARD);
		expect(lines.filter((each) => line.test(each)).length === 1 ? [] : lines).toEqual([]);
	});

	it.each(PLANTED_IN_OMNI)('is one line for 3.0 Omni: $title', async ({ plant, line }) => {
		const lines = await linesWith(plant, OMNI);
		expect(lines.filter((each) => line.test(each)).length === 1 ? [] : lines).toEqual([]);
	});

	it('says the same of both documents in one line', async () => {
		const [line] = await linesWith(inMode('text', { durations: [5] }), STANDARD);
		expect(line).toContain('(schema service and model page)');
	});

	it('is found in every model', async () => {
		const lines = await linesWith(inMode('text', { durations: [5] }));
		expect(lines.filter((line) => line.includes('length in seconds'))).toHaveLength(
			KLING_MODELS.length,
		);
	});

	it('is found beside others', async () => {
		// These hide what others change: a mode that is refused whole, or a name that is gone or no longer matters.
		const alone =
			/no sound|parameters that are let pass|the node cannot send|may be missing|that is gone/;
		const beside = PLANTED.filter(({ title }) => !alone.test(title));
		const lines = await linesWith(
			(published) => beside.reduce((all, { plant }) => plant(all), published),
			STANDARD,
		);
		const missed = beside.filter(({ line }) => !lines.some((each) => line.test(each)));
		expect(missed.map(({ title }) => title)).toEqual([]);
	});
});
