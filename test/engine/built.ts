/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run outside n8n */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { n8n } from '../../package.json';

export const packageRoot = resolve(__dirname, '../..');

const FOLDERS = ['nodes', 'credentials'];
const KINDS = ['.ts', '.svg', '.png', '.json'];

/** What n8n loads: each is made of every source that it imports. */
const BUNDLES = [...n8n.nodes, ...n8n.credentials];

/** Files of the package's source folders, as paths from the root. */
export function sourceFiles(root = packageRoot): string[] {
	return FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.map((file) => join(folder, file))
			.filter((file) => KINDS.includes(extname(file)))
			.filter((file) => extname(file) !== '.json' || file.endsWith('.node.json'))
			.sort(),
	);
}

function isCurrent(root: string, source: string): boolean {
	const from = join(root, source);
	if (extname(source) === '.ts') {
		const changed = statSync(from).mtimeMs;
		return BUNDLES.map((file) => join(root, file)).every(
			(built) => existsSync(built) && statSync(built).mtimeMs >= changed,
		);
	}
	const built = join(root, 'dist', source);
	return existsSync(built) && readFileSync(built).equals(readFileSync(from));
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
