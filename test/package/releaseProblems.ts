import { isJsonObject } from '../../emulator/validation/jsonObject';

/** What only the publisher can know stands in package.json as addresses that no one can own. */
const PLACEHOLDER = /publisher\.invalid/;

/** n8n lists packages with this keyword as community nodes. */
const COMMUNITY_NODES = 'n8n-community-node-package';

export interface Release {
	/** package.json. */
	readonly manifest: unknown;
	/** CHANGELOG.md. */
	readonly changelog: string;
	/** The tag that is to be published. */
	readonly tag?: string;
}

/** What keeps a version from being published, in sentences. */
export function releaseProblems({ manifest, changelog, tag }: Release): string[] {
	if (!isJsonObject(manifest)) return ['package.json holds no object'];
	const version = String(manifest['version']);
	const keywords = Array.isArray(manifest['keywords']) ? manifest['keywords'] : [];
	const newest = /^## +(\S+)/m.exec(changelog)?.[1];
	const checks: readonly (readonly [boolean, string])[] = [
		[/^\d+\.\d+\.\d+$/.test(version), `the version ${version} is not one of a release`],
		[newest === version, `CHANGELOG.md begins with ${newest ?? 'nothing'}, not with ${version}`],
		[tag === undefined || tag === `v${version}`, `the tag ${tag} is not v${version}`],
		[manifest['private'] !== true, 'package.json is private'],
		[manifest['license'] === 'MIT', 'the license is not MIT'],
		[keywords.includes(COMMUNITY_NODES), `the keyword ${COMMUNITY_NODES} is missing`],
	];
	return [
		...checks.filter(([holds]) => !holds).map(([, problem]) => problem),
		...placeholders(manifest, '').map((entry) => `to be filled in by the publisher: ${entry}`),
	];
}

function placeholders(value: unknown, path: string): string[] {
	if (typeof value === 'string') return PLACEHOLDER.test(value) ? [`${path} is ${value}`] : [];
	if (!isJsonObject(value)) return [];
	return Object.entries(value).flatMap(([name, entry]) =>
		placeholders(entry, path === '' ? name : `${path}.${name}`),
	);
}
