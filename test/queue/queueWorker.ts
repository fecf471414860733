/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackage } from '../e2e/communityFolder';
import type { N8n } from '../e2e/server';
import { startWorker, type Worker } from '../e2e/worker';

/** How many executions one worker runs at once. */
export const SLOTS = 5;

const TAKEN = /Worker started execution (\d+) /g;

/**
 * A worker that can be killed and started again. It has a user folder of its own, as on a machine
 * of its own: only the database and the queue are shared.
 */
export class QueueWorker {
	private current: Worker | undefined;
	private output = '';

	private constructor(
		readonly name: string,
		private readonly main: N8n,
		private readonly folder: string,
	) {}

	static async start(name: string, main: N8n): Promise<QueueWorker> {
		const worker = new QueueWorker(name, main, await mkdtemp(join(tmpdir(), 'kling-worker-')));
		const start = async () => {
			await installPackage(worker.folder);
			await worker.start();
			return worker;
		};
		return await start().catch(async (error: unknown) => {
			await worker.close();
			throw error;
		});
	}

	async start(): Promise<void> {
		this.current = await startWorker(this.main, {
			concurrency: SLOTS,
			env: { HOME: this.folder, N8N_USER_FOLDER: this.folder },
			log: (text) => {
				this.output += text;
			},
		});
	}

	async kill(): Promise<void> {
		await this.current?.kill();
	}

	async close(): Promise<void> {
		await this.current?.stop();
		await rm(this.folder, { recursive: true, force: true });
	}

	/** Over all its lives. */
	log(): string {
		return this.output;
	}

	/** The executions that it took from the queue, as its log tells; one that paused is taken twice. */
	taken(): readonly string[] {
		return [...this.output.matchAll(TAKEN)].flatMap(([, id]) => id ?? []);
	}
}
