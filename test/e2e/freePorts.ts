/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { createServer, type Server } from 'node:net';

async function occupy(port: number): Promise<Server> {
	const server = createServer();
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	return server;
}

async function leave(server: Server): Promise<void> {
	await new Promise<void>((resolve) => {
		server.close(() => resolve());
	});
}

function portOf(server: Server): number {
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No TCP port');
	return address.port;
}

/** Ports of loopback that nobody listens on; held together for a moment, so that they differ. */
export async function freePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(Array.from({ length: count }, async () => await occupy(0)));
	const ports = servers.map(portOf);
	await Promise.all(servers.map(leave));
	return ports;
}

/** The port, if nobody listens on it, else any that is free. */
export async function preferredPort(port: number): Promise<number> {
	try {
		await leave(await occupy(port));
		return port;
	} catch {
		const [other = port] = await freePorts(1);
		return other;
	}
}
