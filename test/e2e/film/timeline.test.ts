import { subtitles } from './subtitles';
import { Timeline } from './timeline';

const LAYOUT = { width: 1280, windowHeight: 648, height: 720 };

describe('the timeline of the film', () => {
	it('shows each picture until the next one, while the pointer moves too', () => {
		const timeline = new Timeline({ x: 0, y: 0 });
		timeline.show('one', 400);
		timeline.glide({ x: 300, y: 400 });
		timeline.press();
		timeline.show('two', 100);
		expect(timeline.frames()).toEqual([
			{ file: 'one', from: 0, to: 950 },
			{ file: 'two', from: 950, to: 1050 },
		]);
		expect(timeline.clicks()).toEqual([{ at: 800, point: { x: 300, y: 400 } }]);
	});

	it('has a pointer at every moment', () => {
		const timeline = new Timeline({ x: 10, y: 10 });
		timeline.show('one', 400);
		timeline.glide({ x: 20, y: 10 });
		timeline.show('two', 100);
		const track = timeline.pointerTrack();
		expect(track[0]?.from).toBe(0);
		for (const [place, stroke] of track.entries()) {
			const next = track[place + 1];
			expect(stroke.to).toBe(next?.from ?? timeline.now);
			if (next) expect(next.start).toEqual(stroke.end);
		}
	});

	it('leaves every caption until it can have been read, the last one too', () => {
		const timeline = new Timeline({ x: 0, y: 0 });
		timeline.caption('Twenty characters ..');
		timeline.show('one', 100);
		timeline.caption('And another one, longer than that');
		timeline.show('two', 100);
		timeline.end();
		expect(timeline.captions().map(({ from, to }) => to - from)).toEqual([1800, 2385]);
	});
});

describe('the subtitles', () => {
	it('hold captions, pointer and clicks, and nothing in a caption is taken for a command', () => {
		const timeline = new Timeline({ x: 0, y: 0 });
		timeline.caption('Rows in {\\b1}bold');
		timeline.show('one', 61_000);
		timeline.glide({ x: 100, y: 0 });
		timeline.press();
		const text = subtitles(timeline, LAYOUT);
		expect(text).toContain('PlayResX: 1280\nPlayResY: 720');
		expect(text).toContain(
			'0:00:00.00,0:01:01.40,Caption,,0,0,0,,{\\an5\\pos(640,684)}Rows in b1bold',
		);
		expect(text).toContain('0:01:01.00,0:01:01.25,Pointer,,0,0,0,,{\\an7\\move(0,0,100,0)\\p1}');
		expect(text).toMatch(/0:01:01\.25,0:01:01\.70,Ring/);
	});
});
