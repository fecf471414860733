import { isWebLink } from '../readers';

/** Ends of names that only a home, an office or a test network knows (RFC 6761, 6762 appendix G, 8375). */
const PRIVATE_NAME =
	/(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|home|lan|svc|home\.arpa|test)$/;

/** This machine, private networks, link-local, carrier-grade, benchmark and group addresses. */
const PRIVATE_IPV4 =
	/^(0|10|127|22[4-9]|2[34]\d|25[0-5])\.|^192\.(168|0\.0)\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^198\.1[89]\./;
const PRIVATE_IPV6 = /^(::1?$|::ffff:|f[cdf]|fe[89a-f])/;

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

/**
 * Whether the API reaches addresses that are not on the internet, because it stands on such a one
 * itself. Without an address of the API nothing is sent, and the message is about that.
 */
export function reachesPrivateHosts(apiUrl: string): boolean {
	return !isWebLink(apiUrl) || isPrivateHost(new URL(apiUrl).hostname);
}
