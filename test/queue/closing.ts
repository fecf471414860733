type Close = () => Promise<void>;

/** What is to be ended, the last started first, whatever happens in between. */
export class Closing {
	private readonly closes: Close[] = [];

	/** Starts something; it is ended too when the end comes before the start is over. */
	async start<T>(starting: Promise<T>, close: (started: T) => Promise<void>): Promise<T> {
		// A start that fails cleans up after itself.
		this.closes.push(async () => await starting.then(close, () => undefined));
		return await starting;
	}

	/** Goes on when one of them cannot be ended, and tells of it afterwards. */
	async closeAll(): Promise<void> {
		const failures: unknown[] = [];
		for (const close of this.closes.splice(0).reverse()) {
			await close().catch((error: unknown) => failures.push(error));
		}
		if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be ended');
	}
}
