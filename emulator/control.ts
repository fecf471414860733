import { faultList } from './faults/faultKinds';
import { parseFault } from './faults/faultRequest';
import type { Emulator } from './server';
import { changeReadings } from './readings';

export interface ControlReply {
	readonly status: number;
	readonly body: unknown;
}

/** What tests of other processes, and people at the stand-alone emulator, can do over HTTP. */
export function control(
	emulator: Emulator,
	method: string,
	path: string,
	body: unknown,
): ControlReply {
	const done = { status: 200, body: { ok: true } };
	try {
		switch (`${method} ${path}`) {
			case 'POST /emulator/faults':
				emulator.fail(parseFault(body));
				return done;
			case 'GET /emulator/faults':
				return { status: 200, body: faultList() };
			case 'DELETE /emulator/faults':
				emulator.clearFaults();
				return done;
			case 'PATCH /emulator/readings':
				changeReadings(emulator.readings, body);
				return { status: 200, body: emulator.readings };
			case 'POST /emulator/reset':
				emulator.reset();
				return done;
			case 'GET /emulator/state':
				return { status: 200, body: stateOf(emulator) };
			default:
				return { status: 404, body: { error: `There is no ${method} ${path}` } };
		}
	} catch (error) {
		return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } };
	}
}

function stateOf(emulator: Emulator) {
	const { requests, downloads, tasks, callbacks, peakUnfinished, readings } = emulator;
	return {
		counts: {
			requests: requests.length,
			tasks: tasks.length,
			downloads: downloads.length,
			callbacks: callbacks.length,
		},
		charges: emulator.charges(),
		peakUnfinished,
		readings,
		requests,
		downloads,
		callbacks,
		tasks: tasks.map((task) => ({
			taskUUID: task.taskUUID,
			state: task.state(),
			acceptedAt: task.acceptedAt,
			readyAt: task.readyAt,
			firstSeenReadyAt: task.firstSeenReadyAt,
			cost: task.cost,
			charged: task.charged,
			videoUUIDs: task.videoUUIDs,
			fault: task.fault,
			request: task.request,
		})),
	};
}
