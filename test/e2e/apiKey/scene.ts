import { gatewayBefore, type Gateway, type Spoil } from '../../abuse/gateway';
import { KEY } from '../../abuse/keyRuns';
import {
	type Emulator,
	type FaultPoint,
	type FaultRequest,
	startEmulator,
} from '../../../emulator/server';
import type { N8n } from '../server';
import { CREDENTIAL_TYPE, type CredentialRef } from '../workflow';

/** More executions at a time would only wait for each other. */
const SIDE_BY_SIDE = 8;

/** An API, and the credential in n8n that has its address and the key. */
export interface Api<Server> {
	readonly server: Server;
	readonly credential: CredentialRef;
	readonly fault?: FaultRequest;
}

/** n8n and all APIs that its nodes ask, by their names. */
export class ApiKeyScene {
	readonly emulators = new Map<string, Api<Emulator>>();
	readonly gateways = new Map<string, Api<Gateway>>();
	private readonly servers: Array<Emulator | Gateway> = [];
	private readonly queue: Array<() => void> = [];
	private free = SIDE_BY_SIDE;

	constructor(readonly n8n: N8n) {}

	/** @param fault what happens, as often as it says */
	async addEmulator(name: string, fault?: FaultRequest): Promise<Api<Emulator>> {
		const server = await startEmulator({ renderMs: 0, apiKey: KEY });
		if (fault !== undefined) server.fail(fault);
		const api = await this.withCredential(name, server);
		this.emulators.set(name, { ...api, ...(fault !== undefined && { fault }) });
		return api;
	}

	/** @param on whose answers are spoilt */
	async addGateway(
		name: string,
		behind: Emulator,
		on: FaultPoint,
		spoil: Spoil,
	): Promise<Api<Gateway>> {
		const api = await this.withCredential(name, await gatewayBefore(behind, on, spoil));
		this.gateways.set(name, api);
		return api;
	}

	gateway(name: string): Api<Gateway> {
		const api = this.gateways.get(name);
		if (api === undefined) throw new Error(`There is no gateway '${name}'`);
		return api;
	}

	/** Does the job as soon as fewer than eight others are being done. */
	readonly inTurn = async <T>(job: () => Promise<T>): Promise<T> => {
		if (this.free > 0) this.free -= 1;
		else await new Promise<void>((resolve) => this.queue.push(resolve));
		try {
			return await job();
		} finally {
			const next = this.queue.shift();
			if (next === undefined) this.free += 1;
			else next();
		}
	};

	/** Ends the APIs, but not n8n. */
	async close(): Promise<void> {
		await Promise.all(this.servers.map(async (server) => await server.close()));
	}

	private async withCredential<Server extends Emulator | Gateway>(
		name: string,
		server: Server,
	): Promise<Api<Server>> {
		this.servers.push(server);
		const data = { apiKey: KEY, baseUrl: server.url };
		const credential = await this.n8n.rest.createCredential(name, CREDENTIAL_TYPE, data);
		return { server, credential };
	}
}
