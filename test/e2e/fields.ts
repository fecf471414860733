import { isJsonObject, type JsonObject } from '../../emulator/validation/jsonObject';

/** Readers of answers: the value with its type, or an error that says which one is not as expected. */

const unexpected = (what: string, value: unknown) =>
	new Error(`${what} is unexpected: ${JSON.stringify(value)?.slice(0, 500)}`);

export function objectOf(value: unknown, what: string): JsonObject {
	if (!isJsonObject(value)) throw unexpected(what, value);
	return value;
}

export function listOf(value: unknown, what: string): readonly unknown[] {
	if (!Array.isArray(value)) throw unexpected(what, value);
	return value;
}

export function textOf(value: unknown, what: string): string {
	if (typeof value !== 'string') throw unexpected(what, value);
	return value;
}

export function choiceOf<T extends string>(choices: readonly T[], value: unknown, what: string): T {
	const choice = choices.find((candidate) => candidate === value);
	if (choice === undefined) throw unexpected(what, value);
	return choice;
}
