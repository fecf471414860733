/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import type { Environment } from '../e2e/environment';
import { freePorts } from '../e2e/freePorts';
import { type Service, startService } from './service';

const HOST = '127.0.0.1';

export interface Redis extends Service {
	/** For n8n, which queues its executions there. */
	readonly environment: Environment;
}

async function listens(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, HOST);
		socket.once('connect', () => resolve(true));
		socket.once('error', () => resolve(false));
		socket.once('connect', () => socket.destroy());
	});
}

/** Keeps everything in memory. */
export async function startRedis(program: string): Promise<Redis> {
	const [port = 0] = await freePorts(1);
	const service = await startService({
		name: 'Redis',
		program,
		args: ['--port', String(port), '--bind', HOST, '--save', '', '--appendonly', 'no'],
		folder: tmpdir(),
		isReady: async () => await listens(port),
	});
	return {
		...service,
		environment: { QUEUE_BULL_REDIS_HOST: HOST, QUEUE_BULL_REDIS_PORT: String(port) },
	};
}
