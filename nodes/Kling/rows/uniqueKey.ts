import type { IExecuteFunctions } from 'n8n-workflow';

import { uniqueKey, uniqueKeyField } from '../fields/spendingGuards';
import type { IsSet } from '../fields/spendingGuards';
import { inOptions } from '../fields/setting';
import { MESSAGES, refusal } from '../parameters/messages';
import { quoted } from '../parameters/ParameterError';
import type { ParameterSource } from '../parameters/source';
import { isAgentTool } from '../n8n/runContext';

/** Minutes by which the present is moved; odd ones, so that seconds and milliseconds move too. */
const MOVES = [7.1847, 23.6235];

/** What tells the present, and what tells one that is moved by some milliseconds. */
const PRESENT: readonly (readonly [RegExp, (ms: number) => string])[] = [
	[/\$now\b/g, (ms) => `$now.plus(${ms})`],
	[/\$today\b/g, (ms) => `$now.plus(${ms}).startOf('day')`],
	[/\bDateTime\.(now|local|utc)\((\s*(?:\{[^}]*\}\s*)?)\)/g, (ms) => `DateTime.$1($2).plus(${ms})`],
	[/\bDate\.now\(\s*\)/g, (ms) => `(Date.now() + (${ms}))`],
	[/\bnew Date(?:\(\s*\)|\b(?!\s*\())/g, (ms) => `new Date(Date.now() + (${ms}))`],
	[/(?<![\w$.]|new )Date\(\s*\)/g, (ms) => `String(new Date(Date.now() + (${ms})))`],
];

/** n8n raises it within the tries of a tool. */
const RUN_OF_TOOL = [/\$runIndex\b/g, () => '($runIndex + 1)'] as const;

/** Without a call or the present in it, an expression only looks things up. */
const MAY_CHANGE = /\(|\$now|\$today|Date|\$runIndex/;

/** Chance may have few outcomes, such as the two of a coin. */
const READS_OF_CHANCE = 12;

/**
 * The row's key. One that is another each time it is read protects nothing: Retry On Fail reads it
 * anew, and would buy anew. Chance shows when the expression is read again. Time shows when the
 * present is moved: a key of the day changes in one direction at most, one of the second in both.
 * @param raw what the workflow holds, which is an expression when it begins with "="
 * @throws ParameterError also where a text around expressions is all that is left of the key
 */
export function readUniqueKey(
	context: IExecuteFunctions,
	row: number,
	{ source, raw, isSet }: { source: ParameterSource; raw: unknown; isSet: IsSet },
): string | undefined {
	const given = source(inOptions(uniqueKeyField).name);
	if (typeof raw === 'string' && raw.startsWith('=')) checkExpression(context, row, raw.slice(1));
	return uniqueKey(() => given, isSet);
}

function checkExpression(context: IExecuteFunctions, row: number, expression: string): void {
	const read = (text: string) => String(context.evaluateExpression(text, row)).trim();
	const around = expression.replace(/\{\{[^]*?\}\}/g, '').trim();
	if (around !== '' && around !== expression.trim() && read(expression) === around) {
		throw refusal(uniqueKeyField, MESSAGES.emptyKeyPart, quoted(around));
	}
	if (isUnsteady(context, row, `=${expression}`)) {
		throw refusal(uniqueKeyField, MESSAGES.unsteadyKey);
	}
}

/** Whether a parameter, as the workflow holds it, comes out another on each try. */
export function isUnsteady(context: IExecuteFunctions, row: number, raw: unknown): boolean {
	if (typeof raw !== 'string' || !raw.startsWith('=') || !MAY_CHANGE.test(raw)) return false;
	const expression = raw.slice(1);
	const read = (text: string) => String(context.evaluateExpression(text, row));
	const first = read(expression);
	const reads = /random|uuid/i.test(expression) ? READS_OF_CHANCE : 1;
	if (Array.from({ length: reads }, () => read(expression)).some((again) => again !== first)) {
		return true;
	}
	const present = isAgentTool(context) ? [...PRESENT, RUN_OF_TOOL] : PRESENT;
	if (!present.some(([pattern]) => expression.search(pattern) >= 0)) return false;
	const isMovedBy = (minutes: number) => {
		const ms = Math.round(minutes * 60_000);
		const moved = present.reduce((text, [what, by]) => text.replace(what, by(ms)), expression);
		try {
			return read(moved) !== first;
		} catch {
			return true; // it tells the present in a way that cannot be moved
		}
	};
	return MOVES.some(isMovedBy) && MOVES.some((minutes) => isMovedBy(-minutes));
}
