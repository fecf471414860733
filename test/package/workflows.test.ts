/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engines, scripts } from '../../package.json';
import { packageRoot } from '../engine/built';

const textOf = (file: string) => readFileSync(join(packageRoot, '.github', file), 'utf8');

/** The text of each job, without comments. */
function jobsOf(workflow: string): Readonly<Record<string, string>> {
	const text = textOf(`workflows/${workflow}`).replace(/ *#.*$/gm, '');
	const [, jobs = ''] = text.split('\njobs:\n');
	const parts = jobs.split(/^ {2}(\w+):$/m).slice(1);
	return Object.fromEntries(
		parts.flatMap((name, place) => (place % 2 === 0 ? [[name, parts[place + 1] ?? '']] : [])),
	);
}

const { check = '', stage = '', ...others } = jobsOf('release.yml');

describe('the release workflow', () => {
	it('checks first, and then hands over what was checked', () => {
		expect(Object.keys(others)).toEqual([]);
		expect(check).toContain('npm run release:check -- --tag "$GITHUB_REF_NAME"');
		expect(check).toContain('npm pack');
		expect(stage).toContain('needs: check');
		expect(stage).not.toMatch(/checkout|npm ci/);
	});

	it('has rights to publish only where no package of the tests runs', () => {
		expect(check).not.toContain('id-token');
		expect(check.match(/secrets\.NPM_TOKEN.*/g)).toEqual(["secrets.NPM_TOKEN != '' }}"]);
		expect(stage).toContain('id-token: write');
	});

	it('publishes with provenance, for a maintainer to approve', () => {
		expect(stage).toMatch(/npm stage publish .*--provenance/);
		expect(stage).not.toMatch(/npm publish/);
	});

	it('brings an npm that can stage a package that npm does not have', () => {
		const [, minor = '0'] = /npm@11\.(\d+)\.\d+/.exec(stage) ?? [];
		expect(Number(minor)).toBeGreaterThanOrEqual(15);
	});

	it('leaves no token in the way of trusted publishing', () => {
		expect(stage).not.toContain('registry-url');
		expect(stage).toMatch(/if: env\.NPM_TOKEN != ''\n\s+run: (\|\n\s+)?npm config set/);
	});
});

describe('CI', () => {
	const jobs = jobsOf('ci.yml');

	it('tests with every Node.js that package.json names', () => {
		expect(engines.node).toBe('>=20.18');
		expect(jobs['test']).toContain('node: [20, 22, 24]');
		expect(jobs['test']).toContain('npm test');
	});

	it('tests n8n in a browser, older n8n, and n8n with workers, which take too long for `npm test`', () => {
		const commands = [
			['e2e', 'test:e2e'],
			['e2e', 'test:film'],
			['older', 'test:older'],
			['queue', 'test:queue'],
		] as const;
		for (const [job, command] of commands) expect(jobs[job]).toContain(`npm run ${command}`);
	});

	it('runs commands that there are', () => {
		const commands = [
			...Object.values({ ...jobs, check, stage })
				.join('\n')
				.matchAll(/npm run ([\w:]+)/g),
		];
		expect(commands.map(([, name = '']) => name).filter((name) => !(name in scripts))).toEqual([]);
		expect(jobs['locks']).toContain('npm run locks');
	});
});

describe('the templates', () => {
	it('ask for what Runware answers, and for the version', () => {
		const template = textOf('ISSUE_TEMPLATE/fault.yml');
		expect(template).toContain('npm run probe');
		expect(template).toContain('n8n-nodes-runware-kling');
		expect(existsSync(join(packageRoot, '.github/PULL_REQUEST_TEMPLATE.md'))).toBe(true);
	});
});
