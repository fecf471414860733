/** A video that somebody has ordered from a provider. Times are milliseconds since 1970. */
export interface Order {
	/** Occurs in what the contender hands on of this video. */
	readonly id: string;
	readonly prompt: string;
	readonly readyAt: number;
	/** When a status check first said that the video is ready. */
	readonly noticedAt: number | undefined;
}

/** A service that renders videos and charges each one it has accepted, as far as contenders meet it. */
export interface Provider {
	/** What a credential of n8n needs to reach it, by the names of the contender's credential type. */
	readonly access: { readonly apiKey: string; readonly url: string };
	/** What is charged. */
	orders(): readonly Order[];
	/** Requests to the API; those for files do not count. */
	requestCount(): number;
	/** From now on, an order whose prompt contains this text is refused and not charged. */
	refuse(text: string): void;
	refuseNothing(): void;
	/** The next status check of a video is answered with 503. */
	stumbleOnce(): void;
	close(): Promise<void>;
}

export interface ProviderOptions {
	/** From the acceptance of an order until its video is ready. */
	readonly renderMs: number;
}

export type StartProvider = (options: ProviderOptions) => Promise<Provider>;
