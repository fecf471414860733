import type { Published, PublishedMode, Range } from './published';

/** The JSON Schema of a model's task, written as Runware writes its own. */
export function schemaOf(published: Published) {
	const { model, prompt, parameters, modes, sizes } = published;
	const durations = [...new Set(modes.flatMap((mode) => mode.durations ?? []))];
	const { shots } = published;
	const klingai: Readonly<Record<string, object>> = {
		keepOriginalSound: { type: 'boolean', default: true },
		sound: { type: 'boolean', default: false },
		multiPrompt: {
			type: 'array',
			minItems: shots.min,
			maxItems: shots.max,
			items: {
				type: 'object',
				properties: {
					prompt: { type: 'string', minLength: 1, maxLength: shots.longestPrompt },
					duration: { type: 'integer', minimum: 1 },
				},
				required: ['prompt', 'duration'],
				additionalProperties: false,
			},
		},
	};
	const known: Readonly<Record<string, object>> = {
		taskType: { const: 'videoInference' },
		taskUUID: { type: 'string', format: 'uuid' },
		model: { const: model },
		positivePrompt: { type: 'string', minLength: prompt.min, maxLength: prompt.max },
		width: { type: 'integer', enum: [...new Set(sizes.map(([width]) => width))] },
		height: { type: 'integer', enum: [...new Set(sizes.map(([, height]) => height))] },
		duration: { type: 'integer', oneOf: durations.map((value) => ({ const: value })), default: 5 },
		inputs: { type: 'object' },
		providerSettings: {
			type: 'object',
			additionalProperties: false,
			properties: {
				klingai: {
					type: 'object',
					additionalProperties: false,
					properties: Object.fromEntries(
						published.klingai.map((name) => [name, klingai[name] ?? {}]),
					),
				},
			},
		},
		webhookURL: { type: 'string', format: 'uri' },
		uploadEndpoint: { type: 'string', format: 'uri' },
		includeCost: { type: 'boolean', default: false },
		numberResults: { type: 'integer', ...limits(published.numberResults) },
		outputFormat: { oneOf: published.outputFormats.map((value) => ({ const: value })) },
		outputQuality: { type: 'integer', ...limits(published.outputQuality) },
		ttl: { type: 'integer', ...limits(published.ttl) },
		deliveryMethod: { oneOf: published.deliveryMethods.map((value) => ({ const: value })) },
		safety: {
			type: 'object',
			additionalProperties: false,
			properties: { checkContent: { type: 'boolean', default: false } },
		},
	};
	return {
		$schema: 'https://json-schema.org/draft/2019-09/schema',
		$id: `https://schemas.runware.ai/models/${model}.json`,
		title: model,
		type: 'object',
		properties: Object.fromEntries(parameters.map((name) => [name, known[name] ?? {}])),
		required: ['taskType', 'taskUUID', 'model', 'deliveryMethod'],
		additionalProperties: published.additionalParameters,
		allOf: [
			{
				if: { anyOf: [{ required: ['width'] }, { required: ['height'] }] },
				then: {
					required: ['width', 'height'],
					anyOf: sizes.map(([width, height]) => ({
						properties: { width: { const: width }, height: { const: height } },
					})),
				},
			},
			{ oneOf: modes.map(modeSchema) },
			...(prompt.required ? [PROMPT_OR_SHOTS] : []),
		],
	};
}

/** Exactly one of them. */
const PROMPT_OR_SHOTS = {
	if: {
		properties: {
			providerSettings: {
				properties: { klingai: { required: ['multiPrompt'] } },
				required: ['klingai'],
			},
		},
		required: ['providerSettings'],
	},
	then: { not: { required: ['positivePrompt'] } },
	else: { required: ['positivePrompt'] },
};

function limits({ min, max }: Range) {
	return { minimum: min, ...(max === undefined ? {} : { maximum: max }) };
}

const MEDIUM = { type: 'string' };

function modeSchema({ inputs, frames, size, durations, klingai }: PublishedMode) {
	const names = Object.keys(inputs);
	const needed = names.filter((name) => inputs[name]?.min !== 0);
	const properties = names.map((name) => {
		const { min = 0, max } = inputs[name] ?? {};
		const items = name === 'frameImages' ? frameSchema(frames) : MEDIUM;
		const list = {
			type: 'array',
			items,
			minItems: Math.max(1, min),
			...(max && { maxItems: max }),
		};
		return [name, name === 'video' ? MEDIUM : list] as const;
	});
	const absent = [
		...(needed.length === 0 ? ['inputs'] : []),
		...(size === 'forbidden' ? ['width', 'height'] : []),
		...(durations === undefined ? ['duration'] : []),
		...(klingai.length > 0 ? [] : ['providerSettings']),
	];
	return {
		properties: {
			inputs: {
				properties: Object.fromEntries(properties),
				required: needed,
				additionalProperties: false,
			},
			...(durations && { duration: { enum: durations } }),
			...(klingai.length > 0 && {
				providerSettings: { properties: { klingai: { propertyNames: { enum: klingai } } } },
			}),
		},
		required: [
			...(needed.length > 0 ? ['inputs'] : []),
			...(size === 'required' ? ['width', 'height'] : []),
		],
		not: { anyOf: absent.map((name) => ({ required: [name] })) },
	};
}

function frameSchema(frames: number) {
	return {
		type: 'object',
		properties: { image: MEDIUM, frame: { enum: ['first', 'last'].slice(0, frames) } },
		required: ['image', 'frame'],
		additionalProperties: false,
	};
}

/** As the schema service answers. */
export function resolved(published: Published, page: string) {
	return {
		requestSchema: schemaOf(published),
		responseSchema: null,
		documentation: `https://runware.ai/docs/models/${page}`,
	};
}

/** As the `schema.json` of a model's page: OpenAPI. */
export function pageOf(published: Published, page: string) {
	return {
		openapi: '3.1.0',
		info: {
			title: `Runware API - ${page}`,
			version: '1.0.0',
			'x-examples': published.examples.map(pairOf),
		},
		components: {
			schemas: {
				AuthenticationTask: {
					type: 'object',
					properties: { taskType: { const: 'authentication' }, apiKey: { type: 'string' } },
					required: ['taskType', 'apiKey'],
					additionalProperties: false,
				},
				RequestBody: { type: 'array', items: schemaOf(published) },
			},
		},
	};
}

export function examplesOf({ examples }: Published) {
	return examples.map(pairOf);
}

export function pricesOf({ rates }: Published) {
	return {
		pricingRates: rates.map((amount) => ({ amount, unit: 'durationSecond', label: 'a second' })),
	};
}

function pairOf({ title, request, response }: Published['examples'][number]) {
	return { title, request, response };
}
