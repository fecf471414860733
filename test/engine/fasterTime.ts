/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests run outside n8n */

/**
 * Lets time run faster in this file's tests, for the node, n8n and the emulator alike. What the
 * network takes stays as it is, and so seems longer.
 */
export function useFasterTime(factor: number): void {
	const { setTimeout: wait } = globalThis;
	const now = Date.now.bind(Date);
	beforeAll(() => {
		const began = now();
		jest.spyOn(Date, 'now').mockImplementation(() => began + (now() - began) * factor);
		jest
			.spyOn(globalThis, 'setTimeout')
			.mockImplementation((run, ms = 0, ...rest) => wait(run, ms / factor, ...rest));
	});
	afterAll(() => {
		jest.restoreAllMocks();
	});
}
