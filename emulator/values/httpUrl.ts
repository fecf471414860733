export function isHttpUrl(value: unknown): value is string {
	if (typeof value !== 'string' || !/^https?:\/\//i.test(value)) return false;
	return URL.canParse(value);
}

/** The emulator calls back to this machine only; it must work, and stay, without a network. */
export function isLoopback(url: string): boolean {
	return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}
