/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { createHash } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import packageJson from '../../../package.json';
import { packedPackage } from '../packedPackage';

const TARBALL = 'package.tgz';

export interface Registry {
	readonly url: string;
	/** A folder with an npm that asks this registry where n8n names the public one. */
	readonly npmFolder: string;
	close(): Promise<void>;
}

/** n8n takes another registry with a licence only, so the npm that it calls is told by itself. */
const npmScript = (url: string) => `#!/bin/sh
for argument; do
	case $argument in --registry=*) argument=--registry=${url} ;; esac
	set -- "$@" "$argument"
	shift
done
export npm_config_registry=${url} npm_config_fetch_retries=0
PATH=\${PATH#*${delimiter}} exec npm "$@"
`;

async function metadata(url: string): Promise<object> {
	const integrity = createHash('sha512')
		.update(await packedPackage())
		.digest('base64');
	const { name, version } = packageJson;
	const dist = { tarball: `${url}/${TARBALL}`, integrity: `sha512-${integrity}` };
	const manifest = { ...packageJson, devDependencies: undefined, dist };
	return { name, 'dist-tags': { latest: version }, versions: { [version]: manifest } };
}

/** npm's registry with this package in it, as if it were published; it knows no other one. */
export async function startRegistry(): Promise<Registry> {
	let url = '';
	const server = createServer((request, response) => {
		const answer = async () => {
			if (request.url === `/${TARBALL}`) {
				response.end(await packedPackage());
			} else if (request.url === `/${packageJson.name}`) {
				response.setHeader('content-type', 'application/json');
				response.end(JSON.stringify(await metadata(url)));
			} else {
				response.writeHead(404).end('{}');
			}
		};
		answer().catch(() => response.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no TCP port');
	url = `http://127.0.0.1:${address.port}`;

	const npmFolder = await mkdtemp(join(tmpdir(), 'kling-npm-'));
	await writeFile(join(npmFolder, 'npm'), npmScript(url));
	await chmod(join(npmFolder, 'npm'), 0o755);
	return {
		url,
		npmFolder,
		close: async () => {
			server.closeAllConnections();
			server.close();
			await rm(npmFolder, { recursive: true, force: true });
		},
	};
}
