import type { Environment } from './environment';
import { freePorts } from './freePorts';
import { type N8nProcess, startProcess } from './n8nProcess';
import type { N8n } from './server';

export interface WorkerOptions {
	readonly env?: Environment;
	/** How many executions it takes at once. */
	readonly concurrency?: number;
	readonly log?: (text: string) => void;
}

export interface Worker extends N8nProcess {
	log(): string;
}

/** `n8n worker` beside an n8n in queue mode, with its database, queue, user folder and settings. */
export async function startWorker(n8n: N8n, options: WorkerOptions = {}): Promise<Worker> {
	const { env = {}, concurrency = 5, log } = options;
	const [health = 0, broker = 0] = await freePorts(2);
	const output: string[] = [];
	const worker = await startProcess({
		args: ['worker', `--concurrency=${concurrency}`],
		environment: {
			...n8n.environment,
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(health),
			N8N_RUNNERS_BROKER_PORT: String(broker),
			...env,
		},
		readyUrl: `http://127.0.0.1:${health}/healthz/readiness`,
		onOutput(text) {
			output.push(text);
			log?.(text);
		},
	});
	return {
		log: () => output.join(''),
		stop: async () => await worker.stop(),
		kill: async () => await worker.kill(),
		get running() {
			return worker.running;
		},
		pid: worker.pid,
	};
}
