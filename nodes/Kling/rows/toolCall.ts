import type { IExecuteFunctions } from 'n8n-workflow';

import type { ParameterSource } from '../parameters/source';
import type { VideoRequest } from '../runware/wire/protocol';
import { without } from '../results/inputFields';
import { isUnsteady } from './uniqueKey';

/** What tells an agent's call from its other calls, and a source that keeps account of what is read. */
export interface ToolCall {
	readonly source: ParameterSource;
	readonly askedFor: (request: VideoRequest) => string;
}

/** Where the video goes, and for how long its link works: it is the same video all the same. */
const WITHOUT_DELIVERY = { webhookURL: undefined, uploadEndpoint: undefined, ttl: undefined };

/**
 * An agent's call is known by what it asks for, without what expressions make of time and chance:
 * n8n evaluates them anew on every try. Where there is any, a call is known by the agent's arguments
 * (but not by the number of the call) and the parameters, of which what is unsteady stays unread.
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
		askedFor: (request) => {
			const told = { ...request, ...WITHOUT_DELIVERY };
			const making = [...read].filter(
				([name]) => !(name.slice('options.'.length) in WITHOUT_DELIVERY),
			);
			const unsteady = new Set(
				making.flatMap(([name]) => (isUnsteady(context, row, raw[name]) ? [name] : [])),
			);
			if (unsteady.size === 0) return JSON.stringify(told);
			const args = without('toolCallId', context.getInputData()[row]?.json);
			const parts = making.map(([name, value]) => [
				name,
				unsteady.has(name) ? steadyIn(raw[name]) : value,
			]);
			return JSON.stringify([args, parts]);
		},
	};

	/** The agent's own words may stand in the same field: only what is unsteady in it stays unread. */
	function steadyIn(text: unknown): readonly string[] {
		return String(text)
			.split(/(\{\{[^]*?\}\})/)
			.map((part) => {
				if (!part.startsWith('{{')) return part;
				try {
					const isSteady = !isUnsteady(context, row, `=${part}`);
					return isSteady ? String(context.evaluateExpression(part, row)) : part;
				} catch {
					return part; // cut in its middle, by braces of its own
				}
			});
	}
}
