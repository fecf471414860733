import { isJsonObject } from '../../../emulator/validation/jsonObject';
import { isFirst, isNewer, type Published } from './published';

/** n8n lists packages with this keyword as community nodes. */
const COMMUNITY_NODES = 'n8n-community-node-package';

export interface Release {
	/** package.json. */
	readonly manifest: unknown;
	/** CHANGELOG.md. */
	readonly changelog: string;
	/** What the registry has of this package. */
	readonly published: Published;
	/** The tag that is to be published. */
	readonly tag?: string;
	/** Where it runs in the release workflow. */
	readonly workflow?: Workflow;
}

export interface Workflow {
	/** `owner/name`, as GitHub spells it. */
	readonly repository: string;
	/** Whether the repository has the secret NPM_TOKEN. */
	readonly hasToken: boolean;
}

const FIRST_NEEDS_TOKEN =
	"this is the first version, and npm believes a workflow only for packages that it has (npm/cli issue 8544): give the repository the secret NPM_TOKEN for it, as CONTRIBUTING.md says under 'The first version'";

/** What keeps a version from being published, in sentences. */
export function releaseProblems(release: Release): string[] {
	const { manifest, changelog, published, tag, workflow } = release;
	if (!isJsonObject(manifest)) return ['package.json holds no object'];
	const version = String(manifest['version']);
	const keywords = Array.isArray(manifest['keywords']) ? manifest['keywords'] : [];
	const newest = /^## +(\S+)/m.exec(changelog)?.[1];
	const isVersion = /^\d+\.\d+\.\d+$/.test(version);
	const checks: readonly (readonly [boolean, string])[] = [
		[isVersion, `the version ${version} is not one of a release`],
		[newest === version, `CHANGELOG.md begins with ${newest ?? 'nothing'}, not with ${version}`],
		[tag === undefined || tag === `v${version}`, `the tag ${tag} is not v${version}`],
		[manifest['private'] !== true, 'package.json is private'],
		[manifest['license'] === 'MIT', 'the licence is not MIT'],
		[keywords.includes(COMMUNITY_NODES), `the keyword ${COMMUNITY_NODES} is missing`],
		[!isVersion || isNewer(version, published), notNewer(version, published)],
		[!isFirst(published) || workflow?.hasToken !== false, FIRST_NEEDS_TOKEN],
		[workflow === undefined || comesFrom(manifest, workflow), elsewhere(manifest, workflow)],
	];
	return checks.filter(([holds]) => !holds).map(([, problem]) => problem);
}

const notNewer = (version: string, published: Published) =>
	published.includes(version)
		? `npm has ${version} already: write the next version into package.json and CHANGELOG.md`
		: `npm has a newer version than ${version}: ${published.join(', ')}`;

function urlOf(manifest: { readonly [name: string]: unknown }): string {
	const { repository } = manifest;
	return isJsonObject(repository) ? String(repository['url']) : '';
}

/** npm's provenance wants the very repository, in the same letters. */
const comesFrom = (manifest: { readonly [name: string]: unknown }, { repository }: Workflow) =>
	urlOf(manifest) === `git+https://github.com/${repository}.git`;

const elsewhere = (manifest: { readonly [name: string]: unknown }, workflow?: Workflow) =>
	`this runs in github.com/${workflow?.repository}, but the repository in publisher.json is ${urlOf(manifest)}`;

/** What happens next, for the one who releases. */
export function releaseWay(published: Published, workflow?: Workflow): string {
	if (isFirst(published))
		return 'first version: the tag stages it with the secret NPM_TOKEN, and you approve it at npm';
	const after = workflow?.hasToken
		? '; the secret NPM_TOKEN is still there, and is needed no more where trusted publishing works'
		: '';
	return `later version (npm has ${published.join(', ')}): the tag stages it by trusted publishing, and you approve it at npm${after}`;
}
