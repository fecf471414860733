/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests run outside n8n */
import { execFile, execFileSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../../../package.json';
import { packageRoot } from '../../engine/built';

/** The whole check, but for the tests, on a copy of the repository and a stand-in of npm's registry. */

const PUBLISHER = {
	repository: 'https://github.com/example-studio/n8n-nodes-runware-kling',
	author: 'Example Studio',
	email: 'nodes@example.com',
};
/** What stands there before a publisher has filled it in. */
const PLACEHOLDERS = {
	repository: 'https://publisher.invalid/n8n-nodes-runware-kling',
	author: 'publisher.invalid',
	email: 'contact@publisher.invalid',
};
const WORKFLOW = {
	GITHUB_REPOSITORY: 'example-studio/n8n-nodes-runware-kling',
	HAS_NPM_TOKEN: 'true',
};

const PROGRAMS = { publisher: 'writePublisher.ts', 'release:check': 'releaseCheck.ts' };

/** Each check asks npm twice, which takes seconds on a busy machine. */
jest.setTimeout(180_000);

let published: readonly string[] = [];
let registry: Server;
let copy: string;

function addressOf(server: Server): string {
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no TCP port');
	return `http://127.0.0.1:${address.port}/`;
}

beforeAll(async () => {
	registry = createServer((_request, response) => {
		const found = published.length > 0;
		const versions = Object.fromEntries(
			published.map((version) => [version, { name: packageJson.name, version }]),
		);
		const packument = {
			name: packageJson.name,
			'dist-tags': { latest: published.at(-1) },
			versions,
		};
		response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
		response.end(JSON.stringify(found ? packument : { error: 'Not found' }));
	});
	await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
});
afterAll(() => registry.close());

const git = (...args: string[]) =>
	execFileSync('git', ['-c', 'user.name=Example', '-c', 'user.email=e@example.com', ...args], {
		cwd: copy,
		encoding: 'utf8',
	});

beforeAll(async () => {
	copy = mkdtempSync(join(tmpdir(), 'kling-release-'));
	const listed = ['ls-files', '--cached', '--others', '--exclude-standard'];
	for (const file of execFileSync('git', listed, { cwd: packageRoot, encoding: 'utf8' }).split(
		'\n',
	))
		if (file !== '' && existsSync(join(packageRoot, file)))
			cpSync(join(packageRoot, file), join(copy, file));
	symlinkSync(join(packageRoot, 'node_modules'), join(copy, 'node_modules'));
	git('init', '--quiet');
	// A link is no folder, so the line 'dist/' and the like would not cover it.
	writeFileSync(join(copy, '.git/info/exclude'), 'node_modules\n');
	// The check has to pass in a publisher's own repository too, whoever that is.
	writePublisher(PLACEHOLDERS);
	await run('publisher');
	commit();
	git('tag', 'unfilled');
});
beforeEach(() => git('reset', '--quiet', '--hard', 'unfilled'));
afterAll(() => {
	rmSync(copy, { recursive: true, force: true });
});

function commit(): void {
	git('add', '--all');
	git('commit', '--quiet', '--allow-empty', '--message', 'Example');
}

function edit(file: string, change: (text: string) => string): void {
	const path = join(copy, file);
	writeFileSync(path, change(readFileSync(path, 'utf8')));
}

/** These tests run in the release workflow too. */
const withoutWorkflow = Object.fromEntries(
	Object.entries(process.env).filter(([name]) => !(name in WORKFLOW)),
);

interface Answer {
	readonly passed: boolean;
	/** Without what npm says of the tarball. */
	readonly said: string[];
}

async function run(script: keyof typeof PROGRAMS, args: string[] = [], env = {}): Promise<Answer> {
	const environment = {
		...withoutWorkflow,
		npm_config_registry: addressOf(registry),
		npm_config_cache: join(copy, '.git/npm-cache'),
		...env,
	};
	return await new Promise((resolve) => {
		execFile(
			process.execPath,
			['--import', 'tsx', join('test/package/release', PROGRAMS[script]), ...args],
			{ cwd: copy, env: environment },
			(error, stdout, stderr) => {
				const lines = `${stdout}\n${stderr}`.split('\n');
				resolve({ passed: error === null, said: lines.filter((line) => /^[✓✗!] /.test(line)) });
			},
		);
	});
}

function writePublisher(publisher: object): void {
	writeFileSync(join(copy, 'publisher.json'), `${JSON.stringify(publisher, null, '\t')}\n`);
}

async function fillIn(): Promise<void> {
	writePublisher(PUBLISHER);
	expect((await run('publisher')).said.sort()).toEqual([
		'✓ README.md',
		'✓ SECURITY.md',
		'✓ nodes/Kling/Kling.node.json',
		'✓ package.json',
	]);
	commit();
}

describe('release:check', () => {
	it('is what the commands run', () => {
		for (const [script, program] of Object.entries(PROGRAMS))
			expect(packageJson.scripts).toHaveProperty([script], `tsx test/package/release/${program}`);
	});

	it('refuses the placeholders, each with its line', async () => {
		published = [];
		const { passed, said } = await run('release:check', ['--quick']);
		expect(passed).toBe(false);
		expect(said).toEqual([
			expect.stringContaining('✗ publisher.json, line 2: "repository"'),
			expect.stringContaining('✗ publisher.json, line 3: "author"'),
			expect.stringContaining('✗ publisher.json, line 4: "email"'),
		]);
	});

	it('passes the first version of a publisher, before and in the workflow', async () => {
		published = [];
		await fillIn();
		const tag = ['--quick', '--tag', `v${packageJson.version}`];
		for (const env of [{}, WORKFLOW]) {
			expect(await run('release:check', tag, env)).toEqual({
				passed: true,
				said: [expect.stringMatching(/^✓ ready to be published\. first version/)],
			});
		}
		expect(await run('release:check', tag, { ...WORKFLOW, HAS_NPM_TOKEN: 'false' })).toEqual({
			passed: false,
			said: [expect.stringContaining('the secret NPM_TOKEN')],
		});
	});

	it('passes a later version, which has to be a new one', async () => {
		published = ['0.0.0-stage', packageJson.version];
		await fillIn();
		expect(await run('release:check', ['--quick'])).toEqual({
			passed: false,
			said: [
				`✗ npm has ${packageJson.version} already: write the next version into package.json and CHANGELOG.md`,
			],
		});

		edit('package.json', (text) => text.replace(/("version": )"[^"]+"/, '$1"99.0.0"'));
		edit('CHANGELOG.md', (text) =>
			text.replace('\n## ', '\n## 99.0.0 (today)\n\n- Example.\n\n## '),
		);
		commit();
		expect(
			await run('release:check', ['--quick', '--tag', 'v99.0.0'], {
				...WORKFLOW,
				HAS_NPM_TOKEN: 'false',
			}),
		).toEqual({
			passed: true,
			said: [
				expect.stringMatching(/^✓ ready to be published\. later version .*trusted publishing/),
			],
		});
	});

	it('refuses a file that says something else than publisher.json', async () => {
		published = [];
		await fillIn();
		edit('SECURITY.md', (text) => text.replace(PUBLISHER.email, 'other@example.com'));
		commit();
		expect((await run('release:check', ['--quick'])).said).toEqual([
			"✗ SECURITY.md does not say what publisher.json says: 'npm run publisher'",
		]);
	});
});
