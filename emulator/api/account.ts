import { apiError, type ApiError } from '../apiError';
import type { JsonObject } from '../validation/jsonObject';
import { dollars } from './money';
import type { Readings } from '../readings';

const OPENING_BALANCE = 1000;

/** The free account task. What the emulator charged is taken off the balance. */
export function runAccountTask(
	task: JsonObject,
	charged: { count: number; total: number },
	readings: Readings,
): JsonObject | ApiError {
	if (task['operation'] !== 'getDetails') {
		return apiError('invalidOperation', 'Invalid value for operation parameter.', {
			parameter: 'operation',
			allowedValues: ['getDetails'],
		});
	}
	const amount = dollars(OPENING_BALANCE - charged.total);
	const used = { credits: charged.total, requests: charged.count };
	return {
		operation: 'getDetails',
		organizationName: 'Emulated Organization',
		organizationUUID: '6f1e2c54-0a7b-4d1e-9c3f-2b8a4d5e6f70',
		AIRSource: 'emulated',
		balance: readings.balance === 'number' ? amount : { amount, freeBalance: 0, currency: 'USD' },
		team: [{ name: 'Emulated Member', email: 'member@publisher.invalid', roles: ['admin'] }],
		apiKeys: [{ name: 'default', key: 'emul****************' }],
		usage: { today: used, last7Days: used, last30Days: used, total: used },
	};
}
