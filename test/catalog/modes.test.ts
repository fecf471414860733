import {
	AUTO,
	EDIT_MODE,
	INPUT_MODE_CHOICES,
	INPUT_MODES,
	modeOfMedia,
} from '../../nodes/Kling/catalog/modes';
import type { InputMode } from '../../nodes/Kling/catalog/modes';
import { MEDIA_SLOTS } from '../../nodes/Kling/catalog/slots';
import type { SlotName } from '../../nodes/Kling/catalog/slots';

const SLOTS = Object.values(MEDIA_SLOTS).map(({ name }) => name);

/** Every set of slots, 32 of them. */
const COMBINATIONS = SLOTS.reduce<readonly (readonly SlotName[])[]>(
	(sets, slot) => [...sets, ...sets.map((set) => [...set, slot])],
	[[]],
);

const KNOWN: Readonly<Record<string, string>> = {
	'': 'text',
	firstFrame: 'firstFrame',
	'firstFrame lastFrame': 'firstLastFrame',
	referenceImages: 'referenceImages',
	referenceVideo: 'referenceVideo',
	'referenceImages referenceVideo': 'referenceVideo',
};

describe('the mode of the media of a row', () => {
	it.each(COMBINATIONS.map((slots) => ({ given: [...slots].sort().join(' '), slots })))(
		'is the one that takes all of them and misses none: "$given"',
		({ given, slots }) => {
			expect(modeOfMedia(new Set(slots))?.value).toBe(KNOWN[given]);
		},
	);

	it('is never in doubt: no two modes take the same media', () => {
		const fitting = COMBINATIONS.map((slots) =>
			INPUT_MODES.filter(
				({ media }) =>
					slots.every((slot) => slot in media) &&
					Object.entries(media).every(
						([slot, { min }]) => min === 0 || slots.some((given) => given === slot),
					),
			),
		);
		expect(Math.max(...fitting.map(({ length }) => length))).toBe(1);
	});
});

describe('the modes', () => {
	it('stand in the form in the order of the contract', () => {
		expect(INPUT_MODE_CHOICES.map(({ value }) => value)).toEqual([
			'text',
			'firstFrame',
			'firstLastFrame',
			'referenceImages',
			'referenceVideo',
			'auto',
		]);
	});

	it.each([
		['text', {}],
		['firstFrame', { firstFrame: '1–1' }],
		['firstLastFrame', { firstFrame: '1–1', lastFrame: '1–1' }],
		['referenceImages', { referenceImages: '1–7' }],
		['referenceVideo', { referenceVideo: '1–1', referenceImages: '0–4' }],
		['edit', { video: '1–1', referenceImages: '0–4' }],
	])('take as many media as the API does: %s', (value, counts) => {
		const modes: readonly InputMode[] = [...INPUT_MODES, EDIT_MODE];
		const mode = modes.find((each) => each.value === value);
		const found = Object.entries(mode?.media ?? {}).map(([slot, count]) => [
			slot,
			`${count.min}–${count.max}`,
		]);
		expect(Object.fromEntries(found)).toEqual(counts);
	});

	it('are all covered by the automatic one, which shows what any of them needs', () => {
		const slots = new Set(INPUT_MODES.flatMap(({ media }) => Object.keys(media)));
		expect(Object.keys(AUTO.media).sort()).toEqual([...slots].sort());
	});
});
