import { createVideoLength } from '../../nodes/Kling/media/videoLength';
import { bigBox, box, FTYP, mvex, mvhd, trak, u32, videoOf } from './boxes';

/** What a reader finds that is given the bytes in pieces of `size`. */
function secondsOf(bytes: Buffer, size = bytes.length): number | undefined {
	const length = createVideoLength();
	for (let at = 0; at < bytes.length; at += size) length.feed(bytes.subarray(at, at + size));
	return length.seconds();
}

const file = (...boxes: readonly Buffer[]) => Buffer.concat([FTYP, ...boxes]);
const moov = (...boxes: readonly Buffer[]) => box('moov', ...boxes);
const mdat = (bytes = 5000) => box('mdat', Buffer.alloc(bytes, 'moov'));

describe('the length of a video', () => {
	it.each<[string, Buffer, number]>([
		['at the beginning', file(moov(mvhd(6000)), mdat()), 6],
		['at the end', file(mdat(), moov(mvhd(6000))), 6],
		['between other boxes', file(box('free'), mdat(), moov(mvhd(6000)), box('wide'), mdat()), 6],
		[
			'behind a box with a 64-bit size',
			file(bigBox('mdat', Buffer.alloc(999)), moov(mvhd(6000))),
			6,
		],
		['in boxes with 64-bit sizes', file(bigBox('moov', mvhd(6000))), 6],
		['in a box that goes on to the end', file(u32(0), Buffer.from('moov'), mvhd(6000)), 6],
		['without an ftyp, as in old QuickTime files', Buffer.concat([mdat(), moov(mvhd(6000))]), 6],
		['in version 1', file(moov(mvhd(6000n, { version: 1 }))), 6],
		['in another time scale', file(moov(mvhd(3003, { timescale: 600 }))), 5.005],
		['behind the tracks', file(moov(trak('soun', 1), mvhd(6000))), 6],
		['of an hour', file(moov(mvhd(3_600_000))), 3600],
	])('is read wherever its header stands: %s', (_where, bytes, seconds) => {
		for (const size of [bytes.length, 1, 7, 64]) expect(secondsOf(bytes, size)).toBe(seconds);
	});

	it.each<[string, Buffer, number]>([
		['longer sound', moov(mvhd(11_000), trak('soun', 11_000), trak('vide', 9900)), 9.9],
		['the sound behind it', moov(mvhd(11_000), trak('vide', 9900), trak('soun', 11_000)), 9.9],
		['a second picture behind it', moov(mvhd(9000), trak('vide', 6000), trak('vide', 9000)), 6],
		['version 1', moov(mvhd(11_000), trak('vide', 9900n, 1), trak('tmcd', 1)), 9.9],
		[
			'no length of its own, the sound behind it',
			moov(mvhd(9000), trak('vide', 0), trak('soun', 11_000)),
			9,
		],
		['no length of its own', moov(mvhd(9000), trak('vide', 0)), 9],
		['an unknown length of its own', moov(mvhd(9000), trak('vide', 0xffffffff)), 9],
	])('is that of its pictures: %s', (_what, header, seconds) => {
		expect(secondsOf(file(mdat(), header), 100)).toBe(seconds);
	});

	it.each<[string, Buffer, number | undefined]>([
		['where it tells the length', moov(mvhd(0), trak('vide', 0), mvex(7000)), 7],
		['where it tells the length in version 1', moov(mvhd(0), mvex(7000, 1)), 7],
		['where only its first piece is told', moov(mvhd(1000), trak('vide', 1000), mvex()), undefined],
		['where nothing is told', moov(mvhd(0), mvex()), undefined],
	])('of a file in fragments is known %s', (_where, header, seconds) => {
		expect(secondsOf(file(header, box('moof', mvhd(1)), mdat()), 50)).toBe(seconds);
	});

	it.each<[string, Buffer]>([
		['nothing', Buffer.alloc(0)],
		['no header', file(mdat())],
		['a header cut short', file(moov(mvhd(6000))).subarray(0, FTYP.length + 30)],
		['a length of 0', file(moov(mvhd(0)))],
		['a length that is not known', file(moov(mvhd(0xffffffff)))],
		['such a length in 64 bits', file(moov(mvhd(2n ** 64n - 1n, { version: 1 })))],
		['a time scale of 0', file(moov(mvhd(6000, { timescale: 0 })))],
		['a compressed header', file(moov(box('cmov', mvhd(6000))))],
		['a size that is none', file(u32(3), Buffer.from('free'), moov(mvhd(6000)))],
		['a size beyond the end', file(u32(0x7fffffff), Buffer.from('free'), moov(mvhd(6000)))],
		['a WEBM', Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex')],
		['zeros', Buffer.alloc(5000)],
		['ones', Buffer.alloc(5000, 255)],
	])('is not known of %s', (_what, bytes) => {
		for (const size of [Math.max(1, bytes.length), 1, 9]) {
			expect(secondsOf(bytes, size)).toBeUndefined();
		}
	});

	it('is read in the memory of a header, behind 30 MB too', () => {
		const length = createVideoLength();
		const piece = Buffer.alloc(256 * 1024, 'moov');
		length.feed(file(u32(8 + 120 * piece.length), Buffer.from('mdat')));
		for (let pieces = 0; pieces < 120; pieces += 1) length.feed(piece);
		length.feed(moov(box('udta', Buffer.alloc(300_000)), mvhd(4200)));
		expect(length.seconds()).toBe(4.2);
	});

	it('never takes longer than its bytes, whatever they are', () => {
		for (let seed = 1; seed < 200; seed += 1) {
			const bytes = Buffer.from(videoOf(5));
			for (let at = FTYP.length; at < 200; at += seed % 13 || 5) bytes[at] = (at * seed * 31) & 255;
			const seconds = secondsOf(bytes, 1 + (seed % 50));
			expect(seconds === undefined || seconds > 0).toBe(true);
		}
	});
});
