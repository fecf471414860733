/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Environment } from '../e2e/environment';
import { freePorts } from '../e2e/freePorts';
import { isRoot, type Programs } from './debianPrograms';
import { type Service, startService, type User } from './service';

const run = promisify(execFile);

const HOST = '127.0.0.1';
const ROLE = 'n8n';
/** The one that every new cluster has. */
const DATABASE = 'postgres';
const PACKAGE_USER = 'postgres';

export interface Postgres extends Service {
	/** For n8n, which keeps everything but its queue there. */
	readonly environment: Environment;
}

/** PostgreSQL refuses to run as root; then it runs as the user that its package made. */
async function databaseUser(): Promise<User | undefined> {
	if (!isRoot) return undefined;
	const id = async (flag: string) => Number((await run('id', [flag, PACKAGE_USER])).stdout);
	return { uid: await id('-u'), gid: await id('-g') };
}

function serverArgs(folder: string, port: number): readonly string[] {
	const settings = {
		listen_addresses: HOST,
		port,
		unix_socket_directories: '',
		// The data are thrown away in the end.
		fsync: 'off',
	};
	return [
		'-D',
		folder,
		...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
	];
}

/** A server with an empty database, in a folder of its own, which goes with it. */
export async function startPostgres(programs: Programs): Promise<Postgres> {
	const user = await databaseUser();
	const folder = await mkdtemp(join(tmpdir(), 'kling-postgres-'));
	const remove = async () => await rm(folder, { recursive: true, force: true });
	const start = async (): Promise<Postgres> => {
		if (user) await chown(folder, user.uid, user.gid);
		const initdb = [
			'-D',
			folder,
			'-U',
			ROLE,
			'-A',
			'trust',
			'-E',
			'UTF8',
			'--locale=C',
			'--no-sync',
		];
		await run(programs.initdb, initdb, { cwd: folder, ...user });
		const [port = 0] = await freePorts(1);
		const askIfReady = ['-q', '-h', HOST, '-p', String(port), '-U', ROLE, '-d', DATABASE];
		const service = await startService({
			name: 'PostgreSQL',
			program: programs.postgres,
			args: serverArgs(folder, port),
			folder,
			user,
			isReady: async () =>
				await run(programs.pg_isready, askIfReady).then(
					() => true,
					() => false,
				),
		});
		return {
			log: () => service.log(),
			async stop() {
				await service.stop();
				await remove();
			},
			environment: {
				DB_TYPE: 'postgresdb',
				DB_POSTGRESDB_HOST: HOST,
				DB_POSTGRESDB_PORT: String(port),
				DB_POSTGRESDB_DATABASE: DATABASE,
				DB_POSTGRESDB_USER: ROLE,
			},
		};
	};
	return await start().catch(async (error: unknown) => {
		await remove();
		throw error;
	});
}
