import { releaseProblems, type Release } from './releaseProblems';

const manifest = {
	version: '1.2.3',
	license: 'MIT',
	keywords: ['n8n-community-node-package'],
	homepage: 'https://kling.example.com',
};
const ready: Release = { manifest, changelog: '# Changelog\n\n## 1.2.3 (today)\n\n## 1.2.2\n' };

describe('a release', () => {
	it('is ready when nothing is open', () => {
		expect(releaseProblems({ ...ready, tag: 'v1.2.3' })).toEqual([]);
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
		['another license', { manifest: { ...manifest, license: 'ISC' } }, 'the license is not MIT'],
		[
			'no keyword for n8n',
			{ manifest: { ...manifest, keywords: ['n8n'] } },
			'the keyword n8n-community-node-package is missing',
		],
		[
			'a placeholder',
			{ manifest: { ...manifest, author: { email: 'me@publisher.invalid' } } },
			'to be filled in by the publisher: author.email is me@publisher.invalid',
		],
		['no manifest', { manifest: null }, 'package.json holds no object'],
	])('is kept back by %s', (_what, change, problem) => {
		expect(releaseProblems({ ...ready, ...change })).toEqual([problem]);
	});
});
