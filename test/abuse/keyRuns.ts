import type { FaultName, FaultPoint } from '../../emulator/faults/faultKinds';
import { faultList } from '../../emulator/faults/faultKinds';
import { ECHOES } from './echoes';

/** Nobody writes it by chance, and it looks different in JSON, in links, in HTML and in base64. */
export const KEY = 'never/to+be=seen&"9f3a"<72>-by-anyone';

const UUID = '762dd057-ddbc-4d3f-8afa-b2feb8f078de';

/** One video whose wait is over after a second, should nothing come. */
const VIDEO = { positivePrompt: 'A boat', download: false, options: { maxWait: 0.02 } };

interface Asking {
	readonly on: FaultPoint;
	readonly parameters: Readonly<Record<string, unknown>>;
	/** Uploads that fail for a moment are tried again for a quarter of a minute. */
	readonly only?: readonly string[];
}

/** Each request that the node sends, by what it is for. */
const ASKING: Readonly<Record<string, Asking>> = {
	'a look': { on: 'poll', parameters: VIDEO },
	'a submit': { on: 'submit', parameters: VIDEO },
	'a price': { on: 'dryRun', parameters: { ...VIDEO, options: { dryRun: true } } },
	'an earlier video': {
		on: 'poll',
		parameters: { ...VIDEO, operation: 'get', taskUUID: UUID, waitUntilReady: true },
	},
	'an upload': {
		on: 'upload',
		parameters: { resource: 'media', operation: 'upload', media: 'https://media.invalid/a.jpg' },
		only: ['a refused key', 'a refusal', 'known fields', 'the links of files', 'plain text'],
	},
	'a delete': {
		on: 'upload',
		parameters: { resource: 'media', operation: 'delete', mediaUUID: UUID },
	},
	'the account': { on: 'account', parameters: { resource: 'account', operation: 'get' } },
};

/** Every echo in the answer to every request. */
export const ECHO_RUNS = Object.entries(ASKING).flatMap(([asking, { on, parameters, only }]) =>
	Object.entries(ECHOES)
		.filter(([echo]) => only?.includes(echo) ?? true)
		.map(([echo, spoil]) => ({ name: `${echo} to ${asking}`, on, parameters, spoil })),
);

/** What of the emulator's faults can happen to whom; each run meets its fault twice. */
export const FAULT_RUNS = faultList().flatMap(({ name }) => {
	const fault = name as FaultName; // the list has no other names
	return Object.entries(ASKING).map(([asking, { parameters }]) => ({
		name: `${name} while asking for ${asking}`,
		fault,
		parameters: { ...parameters, download: true },
	}));
});
