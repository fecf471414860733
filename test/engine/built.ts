/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run outside n8n */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';

export const packageRoot = resolve(__dirname, '../..');

const FOLDERS = ['nodes', 'credentials'];
const BUILT_NAME: Record<string, (source: string) => string> = {
	'.ts': (source) => source.replace(/\.ts$/, '.js'),
	'.svg': (source) => source,
	'.png': (source) => source,
	'.json': (source) => source,
};

/** Files of the package's source folders, as paths from the root. */
export function sourceFiles(root = packageRoot): string[] {
	return FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.map((file) => join(folder, file))
			.filter((file) => extname(file) in BUILT_NAME)
			.filter((file) => extname(file) !== '.json' || file.endsWith('.node.json'))
			.sort(),
	);
}

function isCurrent(root: string, source: string): boolean {
	const from = join(root, source);
	const built = join(root, 'dist', BUILT_NAME[extname(source)]?.(source) ?? source);
	if (!existsSync(built)) return false;
	if (extname(source) === '.ts') return statSync(built).mtimeMs >= statSync(from).mtimeMs;
	return readFileSync(built).equals(readFileSync(from));
}

/** The sources whose built file is missing or older; the whole of dist when there is none. */
export function staleFiles(root = packageRoot): string[] {
	if (!existsSync(join(root, 'dist'))) return ['dist'];
	return sourceFiles(root).filter((source) => !isCurrent(root, source));
}

/** Tests of the built node are worth nothing on an old build, so they stop here. */
export function assertBuilt(root = packageRoot): void {
	const stale = staleFiles(root);
	if (stale.length === 0) return;
	const what =
		stale[0] === 'dist' ? 'There is no dist folder' : `dist is older than ${stale.join(', ')}`;
	throw new Error(`${what}: run 'npm run build' first.`);
}
