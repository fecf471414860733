/** The taskUUID of a key's attempt, as a node derives it: the same in every run. */
export function taskUUIDOf(key: number, attempt: number): string {
	return `${hex(key, 8)}-${hex(attempt, 4)}-4000-8000-000000000000`;
}

/** The key and attempt of a taskUUID. */
export function identityOf(taskUUID: string): { readonly key: number; readonly attempt: number } {
	return {
		key: Number.parseInt(taskUUID.slice(0, 8), 16),
		attempt: Number.parseInt(taskUUID.slice(9, 13), 16),
	};
}

function hex(value: number, length: number): string {
	return value.toString(16).padStart(length, '0');
}
