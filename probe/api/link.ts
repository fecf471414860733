import type { Link } from '../questions/purchase';
import { reasonOf } from './api';

const TELLING =
	/^(content-(type|length)|cache-control|expires|age|last-modified|retry-after|location)$|expir/;

/** Opens a link without the key, and reads no more than its headers. */
export async function openLink(url: string, timeoutMs = 15_000): Promise<Link> {
	const host = URL.canParse(url) ? new URL(url).host : 'no address';
	try {
		const response = await fetch(url, {
			redirect: 'manual',
			signal: AbortSignal.timeout(timeoutMs),
		});
		await response.body?.cancel();
		const headers = Object.fromEntries(
			[...response.headers].filter(([name]) => TELLING.test(name)),
		);
		return { host, status: response.status, headers };
	} catch (error) {
		return { host, status: 0, headers: { problem: reasonOf(error, timeoutMs) } };
	}
}
