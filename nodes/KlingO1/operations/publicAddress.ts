import { isPrivateHost } from '../parameters/privateHost';
import { isWebLink } from '../parameters/readers';

/**
 * Whether the API reaches addresses that are not on the internet, because it stands on such a one
 * itself. Without an address of the API nothing is sent, and the message is about that.
 */
export function reachesPrivateHosts(apiUrl: string): boolean {
	return !isWebLink(apiUrl) || isPrivateHost(new URL(apiUrl).hostname);
}
