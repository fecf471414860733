import { merged } from '../../nodes/Kling/request/merged';
import type { VideoSettings } from '../../nodes/Kling/runware/wire/protocol';

describe('the parts of a task', () => {
	it('that have a group in common share it, in the order of the parts', () => {
		const parts: readonly VideoSettings[] = [
			{ positivePrompt: 'A boat' },
			{ providerSettings: { klingai: { sound: true } } },
			{ duration: 7 },
			{ providerSettings: { klingai: { multiPrompt: [{ prompt: 'a', duration: 7 }] } } },
			{ safety: { checkContent: true } },
		];
		expect(JSON.stringify(merged<VideoSettings>(parts))).toBe(
			JSON.stringify({
				positivePrompt: 'A boat',
				providerSettings: {
					klingai: { sound: true, multiPrompt: [{ prompt: 'a', duration: 7 }] },
				},
				duration: 7,
				safety: { checkContent: true },
			}),
		);
	});

	it('replace what is no group: numbers, words and lists', () => {
		expect(
			merged<object>([
				{ a: 1, b: [1, 2], c: { d: 1 } },
				{ a: 2, b: [3], c: 'e' },
			]),
		).toEqual({
			a: 2,
			b: [3],
			c: 'e',
		});
	});

	it('stay as they were', () => {
		const first = { group: { a: 1 } };
		merged<object>([first, { group: { b: 2 } }]);
		expect(first).toEqual({ group: { a: 1 } });
	});
});
