/** Ends of names that only a home, an office or a test network knows. */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|lan|home\.arpa|test)$/;

/** This machine, private networks, link-local and carrier-grade addresses. */
const PRIVATE_IPV4 =
	/^(0|10|127)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;
const PRIVATE_IPV6 = /^(::1?$|::ffff:|f[cd]|fe[89ab])/;

/**
 * Whether a host can be reached from its own machine or network only.
 * @param hostname as a URL has it: IP addresses in their usual form
 */
export function isPrivateHost(hostname: string): boolean {
	const host = hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase();
	if (host.includes(':')) return PRIVATE_IPV6.test(host);
	if (/^[\d.]+$/.test(host)) return PRIVATE_IPV4.test(host);
	return !host.includes('.') || PRIVATE_NAME.test(host);
}
