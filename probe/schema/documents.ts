/** What Runware publishes of a model, without a key: its schema, its page as OpenAPI, its examples, its prices. */
export interface ModelDocuments {
	readonly model: string;
	/** Parsed JSON, or why there is none. */
	readonly documents: Readonly<Record<DocumentName, Fetched>>;
}

export type DocumentName = 'schema service' | 'model page' | 'examples' | 'prices';

export type Fetched = { readonly json: unknown } | { readonly missing: string };

export type GetJson = (url: string) => Promise<Fetched>;

const HOSTS = {
	schemas: 'https://schemas.runware.ai',
	pages: 'https://runware.ai',
	content: 'https://content.runware.ai',
};

/**
 * The pages of models, which the catalogue does not need. A model that is not here is looked for by the
 * link that the schema service gives.
 */
export const MODEL_PAGES: Readonly<Record<string, string>> = {
	'klingai:kling@o1-standard': 'klingai-video-o1-standard',
	'klingai:kling@o1': 'klingai-video-o1-pro',
	'klingai:kling-video@o3-standard': 'klingai-video-o3-standard',
	'klingai:kling-video@o3-pro': 'klingai-video-o3-pro',
};

/** @param base stands for all three hosts, as a stand-in does */
export async function documentsOf(
	model: string,
	get: GetJson,
	base?: string,
): Promise<ModelDocuments> {
	const host = (name: keyof typeof HOSTS) => base?.replace(/\/+$/, '') ?? HOSTS[name];
	const schema = await get(`${host('schemas')}/resolve/${encodeURIComponent(model)}`);
	const page = MODEL_PAGES[model] ?? pageIn(schema);
	const ofPage = async (url: string): Promise<Fetched> =>
		page === undefined ? { missing: 'its page is not known' } : await get(url);
	const [modelPage, examples, prices] = await Promise.all([
		ofPage(`${host('pages')}/docs/models/${page}/schema.json`),
		ofPage(`${host('pages')}/docs/models/${page}/examples.json`),
		ofPage(`${host('content')}/models/${page}/pricing`),
	]);
	return {
		model,
		documents: { 'schema service': schema, 'model page': modelPage, examples, prices },
	};
}

function pageIn(schema: Fetched): string | undefined {
	if (!('json' in schema)) return undefined;
	return /"documentation":"[^"]*\/models\/([\w.-]+)/.exec(JSON.stringify(schema.json))?.[1];
}

export function inDocument(fetched: Fetched): unknown {
	return 'json' in fetched ? fetched.json : undefined;
}
