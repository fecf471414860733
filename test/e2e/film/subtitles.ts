import type { Timeline } from './timeline';

/** The film's size in the units of its subtitles: the window, and below it the strip of the captions. */
export interface Layout {
	readonly width: number;
	readonly windowHeight: number;
	readonly height: number;
}

/** An arrow and a ring, as drawings of the ASS format. */
const ARROW = 'm 0 0 l 0 17 l 4 13 l 7 20 l 10 19 l 7 12 l 12 12';
const RING = 'm 15 0 b 23 0 30 7 30 15 b 30 23 23 30 15 30 b 7 30 0 23 0 15 b 0 7 7 0 15 0';

const RING_MS = 450;

function clock(milliseconds: number): string {
	const hundredths = Math.round(milliseconds / 10);
	const part = (unit: number, size: number) => Math.floor(hundredths / unit) % size;
	const two = (number: number) => String(number).padStart(2, '0');
	return `${part(360_000, 10)}:${two(part(6000, 60))}:${two(part(100, 60))}.${two(part(1, 100))}`;
}

/** Braces begin a command there, and a backslash too. */
const plain = (text: string) => text.replace(/[{}\\]/g, '').replace(/\n/g, '\\N');

const line = (layer: number, from: number, to: number, style: string, text: string) =>
	`Dialogue: ${layer},${clock(from)},${clock(to)},${style},,0,0,0,,${text}`;

/** Captions, the pointer and its clicks, to be burnt into the pictures. */
export function subtitles(timeline: Timeline, { width, windowHeight, height }: Layout): string {
	const strip = (windowHeight + height) / 2;
	const captions = timeline
		.captions()
		.map(({ from, to, text }) =>
			line(0, from, to, 'Caption', `{\\an5\\pos(${width / 2},${strip})}${plain(text)}`),
		);
	const pointer = timeline.pointerTrack().map(({ from, to, start, end }) => {
		const way = [start.x, start.y, end.x, end.y].map(Math.round).join(',');
		return line(2, from, to, 'Pointer', `{\\an7\\move(${way})\\p1}${ARROW}`);
	});
	const clicks = timeline.clicks().map(({ at, point }) => {
		const place = `${Math.round(point.x)},${Math.round(point.y)}`;
		const grows = `\\fscx40\\fscy40\\t(0,${RING_MS},\\fscx120\\fscy120)\\fad(0,${RING_MS - 100})`;
		return line(1, at, at + RING_MS, 'Ring', `{\\an5\\pos(${place})${grows}\\p1}${RING}`);
	});
	const style = (name: string, fontSize: number, fill: string, edge: string, outline: number) =>
		`Style: ${name},DejaVu Sans,${fontSize},${fill},${fill},${edge},&H00000000,0,0,0,0,100,100,0,0,1,${outline},0,5,20,20,0,1`;
	return [
		'[Script Info]',
		'ScriptType: v4.00+',
		`PlayResX: ${width}`,
		`PlayResY: ${height}`,
		'WrapStyle: 0',
		'',
		'[V4+ Styles]',
		'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
		style('Caption', 24, '&H00FFFFFF', '&H00000000', 0),
		style('Pointer', 24, '&H00FFFFFF', '&H00202020', 1.4),
		style('Ring', 24, '&HFF000000', '&H30006DFF', 2.5),
		'',
		'[Events]',
		'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
		...captions,
		...clicks,
		...pointer,
		'',
	].join('\n');
}
