import { textVideo } from '../questions/tasks';
import { refusedBodies } from './officialBodies';

const UUID = '0c8a5f0e-7d0b-4a57-9f5e-2b6f0e1a7c44';

describe('the orders of the tests', () => {
	it('are put to the schema of their model', () => {
		expect(refusedBodies([textVideo(UUID), { taskType: 'getResponse', taskUUID: UUID }])).toEqual(
			[],
		);
	});

	it.each([
		['a parameter that is none', { fps: 30 }],
		['a length of no mode', { duration: 7 }],
		['a size of another model', { width: 1920, height: 1080 }],
		['inputs of two modes', { inputs: { frameImages: [], video: 'https://media.test/a.mp4' } }],
		['no UUID', { taskUUID: undefined }],
		['an unknown model', { model: 'klingai:kling@none' }],
	])('are refused with %s', (_what, change) => {
		expect(refusedBodies([{ ...textVideo(UUID), ...change }])).toHaveLength(1);
	});
});
