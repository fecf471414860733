/** The build: TypeScript by the local compiler, icons and codex files copied as they are. */
const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { Transform } = require('node:stream');
const { dest, parallel, series, src, watch } = require('gulp');
const prettier = require('prettier');

const SOURCES = ['nodes/**/*.ts', 'credentials/**/*.ts'];
const ICONS = ['nodes/**/*.{svg,png}', 'credentials/**/*.{svg,png}'];
const CODEX = ['nodes/**/*.node.json'];
const FORMAT = { ...require('./.prettierrc.js'), printWidth: 140, objectWrap: 'collapse' };

const clean = () => rm('dist', { recursive: true, force: true });

/** gulp fails the build when this process ends with anything but 0. */
const compile = () =>
	spawn(
		process.execPath,
		[require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json', '--noEmitOnError'],
		{ cwd: __dirname, stdio: 'inherit' },
	);

/** As a property of its own the mark is twice as long, in each of more than a hundred files. */
const MARK = [
	'Object.defineProperty(exports, "__esModule", { value: true });',
	'exports.__esModule = true;',
];

/** The compiler indents by four spaces, which are a tenth of the package; tabs are not. */
const format = () =>
	src('dist/**/*.js')
		.pipe(
			new Transform({
				objectMode: true,
				transform(file, _encoding, done) {
					prettier
						.format(String(file.contents).replace(...MARK), { ...FORMAT, filepath: file.path })
						.then((text) => {
							file.contents = Buffer.from(text);
							done(null, file);
						}, done);
				},
			}),
		)
		.pipe(dest('dist'));

/** `encoding: false`, because gulp 5 reads files as text otherwise and spoils PNGs. */
const copy = (globs) => src(globs, { base: '.', encoding: false }).pipe(dest('dist'));
const icons = () => copy(ICONS);
const codex = () => copy(CODEX);

const build = series(clean, parallel(compile, icons, codex), format);

const follow = () => {
	watch(SOURCES, compile);
	watch(ICONS, icons);
	watch(CODEX, codex);
};

module.exports = {
	clean,
	compile,
	icons,
	codex,
	build,
	watch: series(build, follow),
	default: build,
};
