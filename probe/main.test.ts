/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests run outside n8n */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startEmulator } from '../emulator/server';
import type { Emulator } from '../emulator/server';
import { schemaService } from './standIn/schemaService';

const KEY = `probe-of-${'0f3b1c9e7a52'}`;
const MAIN = join(__dirname, 'main.ts');
const TSX = require.resolve('tsx/cli');

let emulator: Emulator;
let published: Server;
let publishedUrl: string;
let folder: string;

beforeAll(async () => {
	emulator = await startEmulator({ apiKey: KEY, renderMs: 300 });
	const answers = schemaService();
	published = createServer((request, response) => {
		const json = answers(request.url ?? '');
		response.writeHead(json === undefined ? 404 : 200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(json ?? { error: 'not found' }));
	});
	await new Promise<void>((resolve) => published.listen(0, '127.0.0.1', resolve));
	const address = published.address();
	publishedUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
	folder = mkdtempSync(join(tmpdir(), 'probe-'));
});

afterAll(async () => {
	await emulator.close();
	published.close();
	rmSync(folder, { recursive: true });
});

beforeEach(() => emulator.reset());

interface Run {
	readonly exitCode: number | null;
	readonly output: string;
	/** The newest report. */
	readonly report: string;
	readonly file: string;
}

async function run(
	given: readonly string[],
	environment: Readonly<Record<string, string>>,
	input = '',
): Promise<Run> {
	const child = spawn(process.execPath, [TSX, MAIN, ...given], {
		cwd: folder,
		env: {
			PATH: process.env['PATH'],
			RUNWARE_BASE_URL: emulator.url,
			RUNWARE_SCHEMA_URL: publishedUrl,
			...environment,
		},
	});
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stdin.end(input);
	const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
	const [name] = reports().slice(-1);
	const file = name === undefined ? '' : join('output', name);
	const report = file === '' ? '' : readFileSync(join(folder, file), 'utf8');
	return { exitCode, output, report, file };
}

function reports(): readonly string[] {
	try {
		return readdirSync(join(folder, 'output')).sort();
	} catch {
		return [];
	}
}

const withKey = { RUNWARE_API_KEY: KEY };

describe('npm run probe', () => {
	it('compares what is published without a key, and asks nothing else', async () => {
		const { exitCode, output } = await run([], {});
		expect(output).toContain('Nothing differs.');
		expect(output).toContain('nothing was asked of the API itself');
		expect(emulator.requests).toHaveLength(0);
		expect(exitCode).toBe(0);
	}, 60_000);

	it('prints a table with a key and keeps a copy, with neither the key nor the account in them', async () => {
		const { exitCode, output, report } = await run([], withKey);
		expect(output).toMatch(/assumption +what was found +what the node does about it/);
		expect(report).toContain('"unknownTask": "empty"');
		for (const text of [output, report]) {
			expect(text).not.toMatch(/probe-of-0f3|Emulated|member@|6f1e2c54/);
			expect(text).not.toContain('1000');
		}
		expect(emulator.charges().count).toBe(0);
		expect(exitCode).toBe(0);
	}, 60_000);

	it('orders nothing where nobody says yes', async () => {
		const { output } = await run(['--buy'], withKey);
		expect(output).toContain('Order one video of 5 seconds at Runware, for about $0.42? (yes/no)');
		expect(output).toContain('Nothing was ordered.');
		expect(emulator.charges().count).toBe(0);
	}, 60_000);

	it('orders one video after a yes, and asks for it again days later', async () => {
		const bought = await run(['--buy'], withKey, 'yes\nno\nno\n');
		expect(emulator.charges()).toEqual({ count: 1, total: 0.42 });
		const [task] = emulator.tasks;
		expect(bought.output).toContain(`The task is ${task?.taskUUID}`);
		expect(bought.report).toContain('"acknowledgement": "placeholder"');
		expect(bought.report).not.toContain(emulator.origin);

		const later = await run(['--again', bought.file], withKey);
		expect(later.output).toMatch(/still after 0(\.\d)? hours: success/);
		expect(emulator.charges().count).toBe(1);
	}, 90_000);

	it('says what is wrong with its arguments', async () => {
		expect((await run(['--by'], withKey)).output).toContain('npm run probe');
		expect((await run(['--buy'], {})).output).toBe('--buy and --again need RUNWARE_API_KEY.\n');
		expect((await run([], { RUNWARE_API_KEY: 'short' })).output).toBe(
			'RUNWARE_API_KEY is too short to be a key.\n',
		);
	}, 60_000);
});
