/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { delimiter, dirname } from 'node:path';
import { nodeBinary } from './installation';

export type Environment = Readonly<Record<string, string>>;

export interface Ports {
	readonly http: number;
	/** Of the task broker: each n8n process needs one of its own. */
	readonly broker: number;
}

/** Off: what asks n8n's servers for something, and what is of no use here but costs start-up time. */
const MODULES_OFF = [
	'mcp-registry',
	'mcp',
	'instance-ai',
	'agents',
	'chat-hub',
	'workflow-builder',
	'insights',
	'source-control',
	'sso-oidc',
	'sso-saml',
	'ldap',
	'quick-connect',
];

const NO_CALLS_HOME = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_LICENSE_DETACH_FLOATING_ON_SHUTDOWN: 'false',
	N8N_LICENSE_SERVER_URL: 'http://127.0.0.1:9',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_DISABLED_MODULES: MODULES_OFF.join(','),
};

/**
 * All that n8n sees of the environment. Nothing is inherited but the way to programs: the shell's
 * own N8N_ variables, proxies and jest's NODE_ENV would each make another n8n of it.
 */
export function n8nEnvironment(userFolder: string, ports: Ports): Environment {
	return {
		PATH: [dirname(nodeBinary()), process.env['PATH'] ?? ''].join(delimiter),
		HOME: userFolder,
		N8N_USER_FOLDER: userFolder,
		// The same for each start, since a user folder outlives the process.
		N8N_ENCRYPTION_KEY: 'only-for-tests',
		DB_TYPE: 'sqlite',
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(ports.http),
		N8N_PROTOCOL: 'http',
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(ports.broker),
		...NO_CALLS_HOME,
	};
}
