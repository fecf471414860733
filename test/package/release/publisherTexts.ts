import { isJsonObject, type JsonObject } from '../../../emulator/validation/jsonObject';
import { isFilledIn, type Publisher } from './publisher';

/** The files that the publisher's data reach. */
export const PUBLISHED_FILES = [
	'package.json',
	'README.md',
	'SECURITY.md',
	'nodes/Kling/Kling.node.json',
] as const;

export type PublishedFile = (typeof PUBLISHED_FILES)[number];
export type PublishedTexts = Readonly<Record<PublishedFile, string>>;

const RUNWARE = 'https://runware.ai/';

function objectIn(text: string): JsonObject {
	const value: unknown = JSON.parse(text);
	if (!isJsonObject(value)) throw new Error('not a JSON object');
	return value;
}

function manifest(text: string, { author, email, repository }: Publisher): string {
	const value = {
		...objectIn(text),
		homepage: `${repository}#readme`,
		bugs: { url: `${repository}/issues` },
		author: { name: author, email },
		repository: { type: 'git', url: `git+${repository}.git` },
	};
	return `${JSON.stringify(value, null, '\t')}\n`;
}

const LINKS = /("primaryDocumentation": )\[[^\]]*\]/;

/**
 * n8n's help link of the node is the first one: ours, once it leads somewhere. In the text, since
 * the rest of the file is laid out by prettier.
 */
function codex(text: string, publisher: Publisher): string {
	const { resources } = objectIn(text);
	const links = isJsonObject(resources) ? resources['primaryDocumentation'] : undefined;
	if (!Array.isArray(links)) throw new Error('the codex has no documentation');
	const runware = links.filter(
		(link) => isJsonObject(link) && String(link['url']).startsWith(RUNWARE),
	);
	const own = isFilledIn(publisher) ? [{ url: `${publisher.repository}#readme` }] : [];
	const list = JSON.stringify([...own, ...runware], null, '\t').replaceAll('\n', '\n\t\t');
	return text.replace(LINKS, (_links, name: string) => `${name}${list}`);
}

/** What stands between a document's `<!-- publisher: name -->` and `<!-- /publisher -->`. */
function passages(publisher: Publisher): Readonly<Record<string, string>> {
	const { repository, author, email } = publisher;
	if (!isFilledIn(publisher)) {
		return {
			help: "Ask and report in this package's repository, under **Issues**.",
			weaknesses:
				"Please report a weakness privately, through **Security → Report a vulnerability** in this package's repository, and not in a public issue.",
		};
	}
	return {
		help: `Ask and report under [Issues](${repository}/issues), or write to ${author}, ${email}.`,
		weaknesses: `Please report a weakness privately, through [**Security → Report a vulnerability**](${repository}/security/advisories/new) or to ${email}, and not in a public issue.`,
	};
}

const PASSAGE = /(<!-- publisher: (\w+) -->\n)[^]*?(\n<!-- \/publisher -->)/g;

function document(text: string, publisher: Publisher): string {
	const all = passages(publisher);
	return text.replace(PASSAGE, (_passage, start: string, name: string, end: string) => {
		const passage = all[name];
		if (passage === undefined) throw new Error(`there is no passage '${name}'`);
		return `${start}\n${passage}\n${end}`;
	});
}

const WRITERS: Readonly<Record<PublishedFile, (text: string, publisher: Publisher) => string>> = {
	'package.json': manifest,
	'README.md': document,
	'SECURITY.md': document,
	'nodes/Kling/Kling.node.json': codex,
};

/** The files as they are with the publisher's data in them; everything else in them stays. */
export function withPublisher(publisher: Publisher, texts: PublishedTexts): PublishedTexts {
	const entries = PUBLISHED_FILES.map((file) => [file, WRITERS[file](texts[file], publisher)]);
	return Object.fromEntries(entries) as PublishedTexts; // all of its keys, from the table
}
