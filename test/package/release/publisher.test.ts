import { packageRoot } from '../../engine/built';
import { outdatedFiles } from './publishedFiles';
import { publisherProblems, readPublisher } from './publisher';
import { type PublishedTexts, withPublisher } from './publisherTexts';

const filled = {
	repository: 'https://github.com/example-studio/n8n-nodes-runware-kling',
	author: 'Example Studio',
	email: 'nodes@example.com',
};
const fileOf = (change: object) => JSON.stringify({ ...filled, ...change }, null, '\t');

describe("the publisher's file", () => {
	it('is fine when it is filled in', () => {
		expect(publisherProblems(fileOf({}))).toEqual([]);
		expect(readPublisher(fileOf({ author: ' Example Studio ' }))).toEqual(filled);
	});

	it.each([
		[
			'repository',
			'https://publisher.invalid/kling',
			'publisher.json, line 2: "repository" is still',
		],
		['author', 'publisher.invalid', 'publisher.json, line 3: "author" is still'],
		['email', 'me@publisher.invalid', 'publisher.json, line 4: "email" is still'],
		[
			'repository',
			'https://gitlab.com/a/b',
			'publisher.json, line 2: "repository" is https://gitlab',
		],
		['repository', 'git@github.com:a/b.git', 'publisher.json, line 2: "repository" is git@'],
		['repository', 'https://github.com/a/b.git', 'publisher.json, line 2: "repository" is https'],
		['repository', 'https://github.com/a/b/', 'publisher.json, line 2: "repository" is https'],
		['author', '', 'publisher.json, line 3: "author" is empty'],
		['email', 'nobody', 'publisher.json, line 4: "email" is nobody, not an e-mail address'],
		['email', undefined, 'publisher.json: "email" is missing'],
	])('is refused with the line to change: %s %s', (name, value, problem) => {
		expect(publisherProblems(fileOf({ [name]: value }))).toEqual([
			expect.stringContaining(problem),
		]);
	});

	it.each(['', '[]', '{ "author": }'])('is refused when it is no JSON object: %s', (text) => {
		expect(publisherProblems(text)).toEqual(['publisher.json is not a JSON object']);
	});
});

describe("the publisher's data", () => {
	const texts: PublishedTexts = {
		'package.json': '{ "name": "kling", "author": {}, "files": ["dist"] }\n',
		'README.md': '# Kling\n\n<!-- publisher: help -->\n\nold\n\n<!-- /publisher -->\n\nThe rest\n',
		'SECURITY.md': '<!-- publisher: weaknesses -->\n\nold\n\n<!-- /publisher -->\n',
		'nodes/Kling/Kling.node.json':
			'{ "resources": { "primaryDocumentation": [{ "url": "https://runware.ai/docs" }] } }',
	};
	const written = (change = {}) => withPublisher({ ...filled, ...change }, texts);

	it('reach package.json, README, SECURITY and the codex', () => {
		const files = written();
		expect(JSON.parse(files['package.json'])).toEqual({
			name: 'kling',
			author: { name: filled.author, email: filled.email },
			files: ['dist'],
			homepage: `${filled.repository}#readme`,
			bugs: { url: `${filled.repository}/issues` },
			repository: { type: 'git', url: `git+${filled.repository}.git` },
		});
		expect(files['README.md']).toContain(`(${filled.repository}/issues)`);
		expect(files['README.md']).toContain('The rest');
		expect(files['README.md']).not.toContain('old');
		expect(files['SECURITY.md']).toContain(filled.email);
		const codex: unknown = JSON.parse(files['nodes/Kling/Kling.node.json']);
		expect(codex).toEqual({
			resources: {
				primaryDocumentation: [
					{ url: `${filled.repository}#readme` },
					{ url: 'https://runware.ai/docs' },
				],
			},
		});
	});

	it('replace those of another publisher, and change nothing the second time', () => {
		const first = written();
		const moved = { ...filled, repository: 'https://github.com/other/kling' };
		const second = withPublisher(moved, first);
		expect(Object.values(second).join('\n')).not.toContain('example-studio');
		expect(withPublisher(moved, second)).toEqual(second);
	});

	it('make no link that leads nowhere, as long as they are placeholders', () => {
		const files = written({ repository: 'https://publisher.invalid/kling' });
		for (const name of ['README.md', 'SECURITY.md', 'nodes/Kling/Kling.node.json'] as const)
			expect(files[name]).not.toContain('publisher.invalid');
	});

	it('are in all files as they stand', () => {
		expect(outdatedFiles(packageRoot).map(({ file }) => file)).toEqual([]);
	});
});
