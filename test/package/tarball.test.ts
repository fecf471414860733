import { MAX_BYTES, tarballProblems } from './tarball';

const file = (path: string, bytes = 1) => ({ path, bytes });
const complete = [
	'package.json',
	'README.md',
	'LICENSE',
	'CHANGELOG.md',
	'dist/nodes/Kling/Kling.node.js',
	'dist/nodes/Kling/Kling.node.json',
	'dist/nodes/Kling/kling.svg',
	'dist/credentials/RunwareApi.credentials.js',
].map((path) => file(path));

describe('the check of the tarball', () => {
	it('takes what n8n needs', () => {
		expect(tarballProblems(complete)).toEqual([]);
	});

	it.each([
		'test/engine/engine.ts',
		'gulpfile.js',
		'dist/package.json',
		'dist/gulpfile.js',
		'dist/tsconfig.tsbuildinfo',
		'dist/nodes/Kling/Kling.node.d.ts',
		'dist/nodes/Kling/Kling.node.js.map',
		'nodes/Kling/Kling.node.ts',
	])('refuses %s', (path) => {
		expect(tarballProblems([...complete, file(path)])).toEqual([
			`${path} does not belong in the tarball`,
		]);
	});

	it('misses a license', () => {
		expect(tarballProblems(complete.filter(({ path }) => path !== 'LICENSE'))).toEqual([
			'LICENSE is missing from the tarball',
		]);
	});

	it('counts bytes', () => {
		const big = file('dist/nodes/Kling/big.js', MAX_BYTES);
		expect(tarballProblems([...complete, big])).toEqual([
			expect.stringContaining('bytes unpacked'),
		]);
	});
});
