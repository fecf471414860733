import {
	type IAuthenticateGeneric,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	ICredentialsHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeParameters,
	NodeHelpers,
	type Workflow,
} from 'n8n-workflow';

export interface RunwareCredential {
	apiKey: string;
	baseUrl: string;
}

type Section = keyof IAuthenticateGeneric['properties'];

const SECTIONS = ['headers', 'qs', 'body'] as const satisfies Section[];

const notOffered = async (what: string): Promise<never> =>
	await Promise.reject(new Error(`This harness has no ${what}`));

/**
 * What n8n's server puts between a node and its stored credential: defaults filled in, and the
 * credential's own `authenticate` block resolved with `$credentials` and added to each request.
 */
export class EngineCredentials extends ICredentialsHelper {
	constructor(
		private readonly types: (name: string) => ICredentialType,
		private readonly credential: RunwareCredential,
		private readonly isDeleted: () => boolean = () => false,
	) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(name: string) {
		return this.types(name).properties;
	}

	async getDecrypted(
		_additionalData: unknown,
		_credential: unknown,
		name: string,
	): Promise<ICredentialDataDecryptedObject> {
		if (this.isDeleted()) throw new Error('Credential with ID "credential-1" does not exist');
		const properties = this.getCredentialsProperties(name);
		const stored: INodeParameters = { ...this.credential };
		const filled = NodeHelpers.getNodeParameters(properties, stored, true, false, null, null);
		// Strings in, strings out: the fields of a credential are not narrowed by n8n's own type.
		return { ...(filled as ICredentialDataDecryptedObject) };
	}

	async authenticate(
		credential: ICredentialDataDecryptedObject,
		name: string,
		request: IHttpRequestOptions,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.types(name);
		if (authenticate === undefined) return request;
		if (typeof authenticate === 'function') return await authenticate(credential, request);

		const keys = { $credentials: credential };
		const authenticated: IHttpRequestOptions = { ...request };
		for (const section of SECTIONS) {
			const fields = authenticate.properties[section];
			if (fields === undefined) continue;
			// The block is made of strings and nested objects of strings, which is what INodeParameters is.
			const parameters = fields as INodeParameters;
			const resolved = workflow.expression.getComplexParameterValue(
				node,
				parameters,
				'internal',
				keys,
			);
			Object.assign(authenticated, {
				[section]: { ...Object(authenticated[section]), ...Object(resolved) },
			});
		}
		return authenticated;
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials() {
		return await notOffered('credential store');
	}

	async updateCredentials() {
		return await notOffered('credential store');
	}

	async updateCredentialsOauthTokenData() {
		return await notOffered('credential store');
	}
}
