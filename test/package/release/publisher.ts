import { isJsonObject } from '../../../emulator/validation/jsonObject';

/** What only the publisher knows. It stands in this file alone; `npm run publisher` carries it on. */
export const PUBLISHER_FILE = 'publisher.json';

export interface Publisher {
	/** `https://github.com/owner/name`: n8n's scanner fetches sources from nowhere else. */
	readonly repository: string;
	/** Whom npm and the repository name as the author; n8n compares the two. */
	readonly author: string;
	/** Public, for questions and reports of weaknesses. */
	readonly email: string;
}

interface Entry {
	readonly is: RegExp;
	readonly wanted: string;
}

const ENTRIES: Readonly<Record<keyof Publisher, Entry>> = {
	repository: {
		is: /^https:\/\/github\.com\/[\w-]+\/(?![\w.-]*\.git$)[\w.-]+$/,
		wanted: 'the public repository, as https://github.com/owner/name',
	},
	author: { is: /\S/, wanted: 'the name of a person or a company' },
	email: { is: /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/, wanted: 'an e-mail address' },
};

/** An address that no one can own (RFC 2606) marks what is still to be filled in. */
const isPlaceholder = (value: string) => /\.invalid\b/.test(value);

const NAMES = Object.keys(ENTRIES) as ReadonlyArray<keyof Publisher>; // the keys of a constant

export const isFilledIn = (publisher: Publisher): boolean =>
	NAMES.every((name) => !isPlaceholder(publisher[name]));

function parsed(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return value;
	} catch {
		return undefined;
	}
}

/** The data of the file, placeholders too; throws when one of them is not even text. */
export function readPublisher(text: string): Publisher {
	const value = parsed(text);
	if (!isJsonObject(value)) throw new Error(`${PUBLISHER_FILE} is not a JSON object`);
	const textOf = (name: keyof Publisher): string => {
		const entry = value[name];
		if (typeof entry === 'string') return entry.trim();
		throw new Error(`${PUBLISHER_FILE}: "${name}" is missing. It is ${ENTRIES[name].wanted}`);
	};
	return { repository: textOf('repository'), author: textOf('author'), email: textOf('email') };
}

/** What keeps the file from being published, each with the line to change. */
export function publisherProblems(text: string): string[] {
	let publisher: Publisher;
	try {
		publisher = readPublisher(text);
	} catch (error) {
		return [error instanceof Error ? error.message : String(error)];
	}
	const lines = text.split('\n');
	return NAMES.flatMap((name) => {
		const value = publisher[name];
		const { is, wanted } = ENTRIES[name];
		const place = `${PUBLISHER_FILE}, line ${lines.findIndex((line) => line.includes(`"${name}"`)) + 1}`;
		if (isPlaceholder(value))
			return [`${place}: "${name}" is still to be filled in: ${wanted}. Then 'npm run publisher'`];
		return is.test(value) ? [] : [`${place}: "${name}" is ${value || 'empty'}, not ${wanted}`];
	});
}
