import { ExecuteContext, WebhookContext } from 'n8n-core';
import type { Logger } from 'n8n-workflow';

/** What the node tells n8n's log from now on, with its levels. */
export function recordNodeLog(): () => string {
	const lines: string[] = [];
	const record =
		(level: string) =>
		(...told: unknown[]): void => {
			lines.push(`${level}: ${JSON.stringify(told)}`);
		};
	const logger: Logger = {
		error: record('error'),
		warn: record('warn'),
		info: record('info'),
		debug: record('debug'),
	};
	for (const { prototype } of [ExecuteContext, WebhookContext]) {
		Object.defineProperty(prototype, 'logger', { configurable: true, get: () => logger });
	}
	return () => lines.join('\n');
}
