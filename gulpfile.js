/**
 * The build: the types are checked, what n8n loads is made one file each, and icons and codex files
 * are copied as they are.
 */
const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { build: bundleFiles } = require('esbuild');
const { dest, parallel, series, src, watch } = require('gulp');
const { n8n } = require('./package.json');

const SOURCES = ['nodes/**/*.ts', 'credentials/**/*.ts'];
const ICONS = ['nodes/**/*.{svg,png}', 'credentials/**/*.{svg,png}'];
const CODEX = ['nodes/**/*.node.json'];

const clean = () => rm('dist', { recursive: true, force: true });

/** gulp fails the build when this process ends with anything but 0. */
const types = () =>
	spawn(
		process.execPath,
		[require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json', '--noEmit'],
		{
			cwd: __dirname,
			stdio: 'inherit',
		},
	);

/**
 * n8n reads two files instead of two hundred, of half the size. What is written is what the sources
 * say, only shorter; whoever wants to read it reads them.
 */
const bundle = () =>
	bundleFiles({
		absWorkingDir: __dirname,
		entryPoints: [...n8n.nodes, ...n8n.credentials].map((file) =>
			file.replace(/^dist\/(.*)\.js$/, '$1.ts'),
		),
		outbase: '.',
		outdir: 'dist',
		bundle: true,
		// n8n has n8n-workflow, and there is nothing else to import.
		packages: 'external',
		platform: 'node',
		format: 'cjs',
		target: 'node20.18',
		minify: true,
		charset: 'utf8',
		// A stack trace names a line.
		lineLimit: 120,
	});

/** `encoding: false`, because gulp 5 reads files as text otherwise and spoils PNGs. */
const copy = (globs) => src(globs, { base: '.', encoding: false }).pipe(dest('dist'));
const icons = () => copy(ICONS);
const codex = () => copy(CODEX);

const build = series(clean, parallel(types, bundle, icons, codex));

const follow = () => {
	watch(SOURCES, bundle);
	watch(ICONS, icons);
	watch(CODEX, codex);
};

module.exports = {
	clean,
	types,
	bundle,
	icons,
	codex,
	build,
	watch: series(build, follow),
	default: build,
};
