/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { setTimeout as pause } from 'node:timers/promises';

import { startEmulator } from '../emulator/server';
import type { Emulator, FaultRequest, Readings } from '../emulator/server';
import { createApi } from './api/api';
import { openLink } from './api/link';
import { askByBuying, askFree, askLater } from './probe';
import type { ProbeDependencies, ProbeResult } from './probe';
import type { Answered } from './questions/question';

interface Settings {
	readonly readings?: Partial<Readings>;
	/** What a person says to each question; yes to all when absent. */
	readonly confirm?: (question: string) => boolean;
	readonly renderMs?: number;
	readonly faults?: readonly FaultRequest[];
	/** Before the order, when all that is free has been asked. */
	readonly faultsOfOrder?: readonly FaultRequest[];
	readonly key?: string;
	readonly url?: string;
	readonly timeoutMs?: number;
	/** After that nothing is asked any more. */
	readonly budgetMs?: number;
}

/** What the probe found, and what it did. */
export interface Probed {
	readonly results: readonly ProbeResult[];
	readonly answers: readonly Answered[];
	/** The readings that were named. */
	readonly named: Readonly<Record<string, unknown>>;
	readonly questions: readonly string[];
	readonly charges: { readonly count: number; readonly total: number };
	/** All that would be shown. */
	readonly text: string;
}

export type Stage = 'free' | 'buy' | 'later';

/** The probe against an emulator of its own, with short pauses. */
export async function probed(stages: readonly Stage[], settings: Settings = {}): Promise<Probed> {
	const { readings = {}, renderMs = 400, faults = [], faultsOfOrder = [] } = settings;
	const emulator = await startEmulator({ readings, renderMs });
	const questions: string[] = [];
	const told: string[] = [];
	try {
		for (const fault of faults) emulator.fail(fault);
		const dependencies = dependenciesOf(emulator, settings, questions, told);
		const results: ProbeResult[] = [];
		if (stages.includes('free')) results.push(await askFree(dependencies));
		for (const fault of faultsOfOrder) emulator.fail(fault);
		if (stages.includes('buy')) results.push(await askByBuying(dependencies));
		const ordered = results.at(-1)?.ordered;
		if (stages.includes('later') && ordered !== undefined) {
			const { retentionMs = 0 } = readings;
			await pause(Number.isFinite(retentionMs) ? retentionMs : 0);
			results.push(await askLater(dependencies, ordered));
		}
		const answers = results.flatMap((result) => result.answers);
		const named = Object.assign(
			{},
			...answers.map(({ reading }) => (typeof reading === 'object' ? reading : {})),
		) as Readonly<Record<string, unknown>>; // Object.assign makes it any
		const text = JSON.stringify([results, told]);
		return { results, answers, named, questions, charges: emulator.charges(), text };
	} finally {
		await emulator.close();
	}
}

const LOOK_EVERY_MS = 60;

function dependenciesOf(
	emulator: Emulator,
	settings: Settings,
	questions: string[],
	told: string[],
): ProbeDependencies {
	const endsAt = Date.now() + (settings.budgetMs ?? Number.POSITIVE_INFINITY);
	const api = createApi({
		baseUrl: settings.url ?? emulator.url,
		apiKey: settings.key ?? emulator.apiKey,
		timeoutMs: settings.timeoutMs ?? 5000,
		endsAt: () => endsAt,
	});
	return {
		api: {
			...api,
			sleep: async (ms) => {
				await pause(Math.min(ms, LOOK_EVERY_MS));
			},
		},
		confirm: async (question) => {
			questions.push(question);
			return await Promise.resolve(settings.confirm?.(question) ?? true);
		},
		tell: (line) => told.push(line),
		openLink,
		lookEveryMs: LOOK_EVERY_MS,
		longestMs: 5000,
	};
}

export function foundFor({ answers }: Pick<Probed, 'answers'>, name: string): string | undefined {
	return answers.find((answer) => answer.name === name)?.found;
}
