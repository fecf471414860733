import {
	API,
	FAULT_KINDS,
	isFaultOf,
	type FaultKind,
	type FaultName,
	type FaultOfLayer,
	type FaultPoint,
} from './faultKinds';
import type { FaultRequest } from './faultRequest';
import { TASK_FAULTS } from './taskFaults';

export interface ArmedFault<Name extends FaultName = FaultName> {
	readonly request: Readonly<FaultRequest<Name>>;
	/** Whether the request has its effect although its answer is spoilt. */
	readonly effect: boolean;
}

interface Countdown {
	readonly request: FaultRequest;
	skip: number;
	times: number;
}

function happensAt(fault: FaultRequest, point: FaultPoint): boolean {
	const { layer, only } = FAULT_KINDS[fault.name];
	// A dry run refuses what a submit would refuse, when it is asked to.
	const refusedWhenDry =
		isFaultOf('task', fault.name) &&
		TASK_FAULTS[fault.name].refusal !== undefined &&
		fault.on === 'dryRun';
	const natural =
		layer === 'task'
			? point === (refusedWhenDry ? 'dryRun' : 'submit')
			: layer === 'file'
				? point === 'download'
				: true;
	return (
		natural &&
		(only === undefined || only.includes(point)) &&
		(fault.on === undefined || fault.on === 'any' || fault.on === point)
	);
}

/** The armed faults. The first one that fits happens; one event has at most one fault of a layer. */
export class Faults {
	private armed: Countdown[] = [];

	arm(request: FaultRequest): void {
		const points: readonly FaultPoint[] = [...API, 'download'];
		if (!points.some((point) => happensAt(request, point))) {
			throw new Error(`Fault ${request.name} cannot happen on ${request.on ?? 'any'}`);
		}
		this.armed.push({ request, skip: request.skip ?? 0, times: request.times ?? 1 });
	}

	clear(): void {
		this.armed = [];
	}

	/** The fault that happens now at one of these points; `text` is what a fault's `match` is looked for in. */
	take<Layer extends FaultKind['layer']>(
		layer: Layer,
		points: Iterable<FaultPoint>,
		text: () => string,
	): ArmedFault<FaultOfLayer<Layer>> | undefined {
		const here = [...points];
		for (const fault of this.armed) {
			const { request } = fault;
			if (
				fault.times <= 0 ||
				!isFaultOf(layer, request.name) ||
				!here.some((point) => happensAt(request, point)) ||
				(request.match !== undefined && !text().includes(request.match))
			) {
				continue;
			}
			if (fault.skip > 0) {
				fault.skip--;
				continue;
			}
			fault.times--;
			return {
				request: { ...request, name: request.name },
				effect: request.accepted ?? FAULT_KINDS[request.name].effect ?? false,
			};
		}
		return undefined;
	}
}
