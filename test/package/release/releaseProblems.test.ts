import { type Release, releaseProblems, releaseWay } from './releaseProblems';

const manifest = {
	version: '1.2.3',
	license: 'MIT',
	keywords: ['n8n-community-node-package'],
	repository: { type: 'git', url: 'git+https://github.com/example/kling.git' },
};
const ready: Release = {
	manifest,
	changelog: '# Changelog\n\n## 1.2.3 (today)\n\n## 1.2.2\n',
	published: ['1.2.2', '0.10.0'],
};
const workflow = { repository: 'example/kling', hasToken: false };

describe('a release', () => {
	it('is ready when nothing is open', () => {
		expect(releaseProblems({ ...ready, tag: 'v1.2.3', workflow })).toEqual([]);
	});

	it.each<[string, Partial<Release>, string]>([
		[
			'an unwritten changelog',
			{ changelog: '## 1.2.2' },
			'CHANGELOG.md begins with 1.2.2, not with 1.2.3',
		],
		['an empty changelog', { changelog: '' }, 'CHANGELOG.md begins with nothing, not with 1.2.3'],
		['another tag', { tag: 'v1.2.4' }, 'the tag v1.2.4 is not v1.2.3'],
		[
			'a trial version',
			{ manifest: { ...manifest, version: '1.2.3-beta' }, changelog: '## 1.2.3-beta' },
			'the version 1.2.3-beta is not one of a release',
		],
		['a private package', { manifest: { ...manifest, private: true } }, 'package.json is private'],
		['another licence', { manifest: { ...manifest, license: 'ISC' } }, 'the licence is not MIT'],
		[
			'no keyword for n8n',
			{ manifest: { ...manifest, keywords: ['n8n'] } },
			'the keyword n8n-community-node-package is missing',
		],
		['no manifest', { manifest: null }, 'package.json holds no object'],
		[
			'a version that npm has',
			{ published: ['1.2.3'] },
			'npm has 1.2.3 already: write the next version into package.json and CHANGELOG.md',
		],
		[
			'a newer version at npm',
			{ published: ['1.2.2', '1.10.0'] },
			'npm has a newer version than 1.2.3: 1.2.2, 1.10.0',
		],
		[
			'a workflow of another repository',
			{ workflow: { ...workflow, repository: 'Example/kling' } },
			'this runs in github.com/Example/kling, but the repository in publisher.json is git+https://github.com/example/kling.git',
		],
	])('is kept back by %s', (_what, change, problem) => {
		expect(releaseProblems({ ...ready, ...change })).toEqual([problem]);
	});
});

/** npm believes a workflow only for packages that it has. */
describe('the first version', () => {
	it.each([
		['npm does not know the package', []],
		['npm has only its own placeholder', ['0.0.0-stage']],
	])('needs a token in the workflow, when %s', (_case, published) => {
		const first = { ...ready, published };
		expect(releaseProblems({ ...first, workflow })).toEqual([
			expect.stringContaining('the secret NPM_TOKEN'),
		]);
		expect(releaseProblems({ ...first, workflow: { ...workflow, hasToken: true } })).toEqual([]);
		expect(releaseWay(published)).toMatch(/^first version: .*NPM_TOKEN/);
	});

	it('is not kept back before the workflow, where no token can be', () => {
		expect(releaseProblems({ ...ready, published: [] })).toEqual([]);
	});
});

describe('a later version', () => {
	it('needs no token, and is told so when one is left', () => {
		expect(releaseProblems({ ...ready, workflow })).toEqual([]);
		expect(releaseWay(ready.published, workflow)).not.toContain('NPM_TOKEN');
		expect(releaseWay(ready.published, { ...workflow, hasToken: true })).toContain(
			'NPM_TOKEN is still there',
		);
	});

	it('may follow the placeholder and the first one', () => {
		expect(releaseProblems({ ...ready, published: ['0.0.0-stage', '1.2.2'] })).toEqual([]);
	});
});
