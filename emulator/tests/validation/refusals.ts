import type { JsonObject } from '../../validation/jsonObject';
import type { EmulatorClient } from '../client';

/** What is wrong, the task, and the code and parameter of its error. */
export type RefusedTask = readonly [
	about: string,
	task: JsonObject,
	code: string,
	parameter: string | readonly string[],
];

export type AcceptedTask = readonly [about: string, task: JsonObject];

export function itRefuses(client: EmulatorClient, tasks: readonly RefusedTask[]): void {
	test.each([...tasks])('refuses %s and creates nothing', async (_, bad, code, parameter) => {
		const { status, body, errors } = await client.send([bad]);
		expect(status).toBe(400);
		expect(body['data']).toEqual([]);
		expect(errors).toHaveLength(1);
		expect(errors[0]).toMatchObject({ code, parameter });
		expect(errors[0]?.['message']).toEqual(expect.any(String));
		expect(errors[0]?.['documentation']).toEqual(
			expect.stringMatching(/^https:\/\/runware\.ai\/docs\/models-api\//),
		);
		expect(errors[0]?.['taskUUID']).toBe(bad['taskUUID']);
		expect(client.emulator.tasks).toHaveLength(0);
	});
}

export function itAccepts(client: EmulatorClient, tasks: readonly AcceptedTask[]): void {
	test.each([...tasks])('accepts %s', async (_, good) => {
		expect((await client.send([good])).errors).toEqual([]);
		expect(client.emulator.tasks).toHaveLength(1);
	});
}
