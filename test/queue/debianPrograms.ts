/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- runs outside n8n */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Which package a program comes with. */
const PACKAGES = {
	'redis-server': 'redis-server',
	initdb: 'postgresql',
	postgres: 'postgresql',
	pg_isready: 'postgresql',
} as const;

type Program = keyof typeof PACKAGES;
export type Programs = Readonly<Record<Program, string>>;

// The keys of the table above are its programs.
const PROGRAMS = Object.keys(PACKAGES) as Program[];

const APT_GET = '/usr/bin/apt-get';
/** Debian keeps PostgreSQL's server programs here, one folder for each version, out of PATH. */
const POSTGRESQL_VERSIONS = '/usr/lib/postgresql';

export const isRoot = process.getuid?.() === 0;

function folders(): readonly string[] {
	const versions = existsSync(POSTGRESQL_VERSIONS) ? readdirSync(POSTGRESQL_VERSIONS) : [];
	const newestFirst = versions.sort((one, other) => Number(other) - Number(one));
	return [
		...newestFirst.map((version) => join(POSTGRESQL_VERSIONS, version, 'bin')),
		...(process.env['PATH'] ?? '').split(delimiter),
	];
}

const pathOf = (program: Program): string | undefined =>
	folders()
		.map((folder) => join(folder, program))
		.find(existsSync);

async function install(packages: readonly string[]): Promise<void> {
	console.log(`Installing ${packages.join(' and ')} …`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await run(APT_GET, ['update'], { env });
	await run(APT_GET, ['install', '--yes', '--no-install-recommends', ...packages], { env });
}

/** The paths of the programs; installs Debian's packages where that can be done. */
export async function ensurePrograms(): Promise<Programs> {
	const absent = PROGRAMS.filter((program) => pathOf(program) === undefined);
	const packages = [...new Set(absent.map((program) => PACKAGES[program]))];
	if (packages.length > 0) {
		if (!existsSync(APT_GET) || !isRoot) {
			throw new Error(
				`Queue mode needs Redis and PostgreSQL: install ${packages.join(' and ')} (names of Debian's packages), so that ${absent.join(', ')} can be found.`,
			);
		}
		await install(packages);
	}
	const found = (program: Program) => {
		const path = pathOf(program);
		if (path === undefined) throw new Error(`There is no ${program}`);
		return path;
	};
	return {
		'redis-server': found('redis-server'),
		initdb: found('initdb'),
		postgres: found('postgres'),
		pg_isready: found('pg_isready'),
	};
}
