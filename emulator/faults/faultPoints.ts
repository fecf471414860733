import type { FaultPoint } from './faultKinds';
import { isJsonObject } from '../validation/jsonObject';

const POINTS: Readonly<Record<string, FaultPoint>> = {
	videoInference: 'submit',
	getResponse: 'poll',
	getTaskDetails: 'poll',
	mediaStorage: 'upload',
	imageUpload: 'upload',
	accountManagement: 'account',
	ping: 'account',
};

/** Where faults can happen to a request with these tasks. */
export function pointsOf(tasks: readonly unknown[], dryRun: boolean): Set<FaultPoint> {
	const points = new Set<FaultPoint>();
	for (const task of tasks) {
		const point = isJsonObject(task) ? POINTS[String(task['taskType'])] : undefined;
		if (point) points.add(dryRun && point === 'submit' ? 'dryRun' : point);
	}
	return points;
}
