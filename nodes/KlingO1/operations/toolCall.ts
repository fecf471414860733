import type { IExecuteFunctions } from 'n8n-workflow';

import type { ParameterSource } from '../parameters/readers';
import type { VideoRequest } from '../runware/protocol';
import { isUnsteady } from './steadyKey';

/** What tells an agent's call from its other calls, and a source that keeps account of what is read. */
export interface ToolCall {
	readonly source: ParameterSource;
	readonly wishOf: (request: VideoRequest) => string;
}

/** Where the video goes, and for how long its link works: it is the same video all the same. */
const WITHOUT_DELIVERY = { webhookURL: undefined, uploadEndpoint: undefined, ttl: undefined };

/**
 * An agent's call is known by what it asks for, without what expressions make of time and chance:
 * n8n evaluates them anew on every try. Where there is any, a call is known by its parameters, those
 * as the workflow holds them and all others as they come out.
 */
export function toolCall(context: IExecuteFunctions, row: number, from: ParameterSource): ToolCall {
	const { parameters } = context.getNode();
	const { options } = parameters;
	const raw: Readonly<Record<string, unknown>> = {
		...parameters,
		...Object.fromEntries(
			Object.entries(Object(options)).map(([name, value]) => [`options.${name}`, value]),
		),
	};
	const read = new Map<string, unknown>();
	return {
		source: (name) => {
			const value = from(name);
			read.set(name, value);
			return value;
		},
		wishOf: (request) => {
			const told = { ...request, ...WITHOUT_DELIVERY };
			const making = [...read].filter(
				([name]) => !(name.slice('options.'.length) in WITHOUT_DELIVERY),
			);
			const unsteady = making.filter(([name]) => isUnsteady(context, row, raw[name]));
			if (unsteady.length === 0) return JSON.stringify(told);
			const names = new Set(unsteady.map(([name]) => name));
			return JSON.stringify(
				making.map(([name, value]) => [name, names.has(name) ? raw[name] : value]),
			);
		},
	};
}
