import type { Environment } from '../e2e/environment';
import { freePorts } from '../e2e/freePorts';
import { type N8n, startN8n } from '../e2e/server';
import type { Closing } from './closing';
import { ensurePrograms } from './debianPrograms';
import { startPostgres } from './postgres';
import { QueueWorker } from './queueWorker';
import { startRedis } from './redis';

export interface QueueMode {
	readonly main: N8n;
	readonly workers: readonly QueueWorker[];
	/** By the name of the process, everything that it has printed. */
	logs(): Readonly<Record<string, string>>;
}

/** n8n's distributed engine on loopback: main and two workers, with Redis and PostgreSQL. */
export async function startQueueMode(closing: Closing): Promise<QueueMode> {
	const programs = await ensurePrograms();
	const [postgres, redis] = await Promise.all([
		closing.start(startPostgres(programs), async (service) => await service.stop()),
		closing.start(startRedis(programs['redis-server']), async (service) => await service.stop()),
	]);
	const [port = 0] = await freePorts(1);
	const env: Environment = {
		...postgres.environment,
		...redis.environment,
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		// A file that one process stored has to be there for the others.
		N8N_DEFAULT_BINARY_DATA_MODE: 'database',
		N8N_WEBHOOK_URL: `http://127.0.0.1:${port}/`,
		// A busy machine is slow, not broken: n8n turns all calls away while it thinks its database is gone.
		DB_PING_TIMEOUT_MS: '60000',
		DB_POSTGRESDB_CONNECTION_TIMEOUT: '60000',
		// Main would wait for the execution of a killed worker.
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
	};
	const main = await closing.start(startN8n({ env, port }), async (n8n) => await n8n.close());
	const workers = await Promise.all(
		['worker 1', 'worker 2'].map(
			async (name) =>
				await closing.start(QueueWorker.start(name, main), async (worker) => await worker.close()),
		),
	);
	return {
		main,
		workers,
		logs: () => ({
			main: main.log(),
			...Object.fromEntries(workers.map((worker) => [worker.name, worker.log()])),
			PostgreSQL: postgres.log(),
			Redis: redis.log(),
		}),
	};
}
