/** One object of an answer's `data` or `errors`. */
export type Entry = Readonly<Record<string, unknown>>;

/** An answer of the API, before anything has happened to it on its way. */
export interface ApiAnswer {
	readonly status: number;
	readonly data?: readonly Entry[];
	readonly errors?: readonly Entry[];
}
