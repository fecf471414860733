/** The boxes of which an MP4 or a MOV is built, for files that tell their length. */

export function box(type: string, ...contents: readonly Buffer[]): Buffer {
	const size = contents.reduce((sum, { length }) => sum + length, 8);
	return Buffer.concat([u32(size), Buffer.from(type, 'latin1'), ...contents]);
}

/** The same with its size in 64 bits, as boxes have that may grow beyond 4 GB. */
export function bigBox(type: string, ...contents: readonly Buffer[]): Buffer {
	const size = contents.reduce((sum, { length }) => sum + length, 16);
	return Buffer.concat([u32(1), Buffer.from(type, 'latin1'), u64(size), ...contents]);
}

export function u32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value);
	return bytes;
}

export function u64(value: number | bigint): Buffer {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64BE(BigInt(value));
	return bytes;
}

/** Version and flags, and the times of making and changing, in 32 or 64 bits. */
const begin = (version: 0 | 1) =>
	Buffer.concat([u32(version * 2 ** 24), Buffer.alloc(version === 1 ? 16 : 8, 7)]);
const time = (version: 0 | 1, value: number | bigint) =>
	version === 1 ? u64(value) : u32(Number(value));

export function mvhd(
	duration: number | bigint,
	{ version = 0 as 0 | 1, timescale = 1000 } = {},
): Buffer {
	return box('mvhd', begin(version), u32(timescale), time(version, duration), Buffer.alloc(80, 1));
}

/** A track, whose duration is in the movie's time; `handler` is `vide`, `soun` and so on. */
export function trak(handler: string, duration: number | bigint, version: 0 | 1 = 0): Buffer {
	const tkhd = box(
		'tkhd',
		begin(version),
		u32(1),
		u32(0),
		time(version, duration),
		Buffer.alloc(60, 2),
	);
	const hdlr = box('hdlr', u32(0), u32(0), Buffer.from(handler, 'latin1'), Buffer.alloc(13));
	// A data handler, which QuickTime writes, is no track's.
	const minf = box('minf', box('hdlr', u32(0), u32(0), Buffer.from('vide', 'latin1')));
	return box(
		'trak',
		tkhd,
		box('edts', Buffer.alloc(28)),
		box('mdia', box('mdhd', Buffer.alloc(24)), hdlr, minf),
	);
}

export function mvex(duration?: number, version: 0 | 1 = 0): Buffer {
	const mehd =
		duration === undefined ? [] : [box('mehd', u32(version * 2 ** 24), time(version, duration))];
	return box('mvex', ...mehd, box('trex', Buffer.alloc(24)));
}

export const FTYP = box('ftyp', Buffer.from('isom\0\0\0\0isommp41', 'latin1'));

/** A video of that many seconds, as far as its boxes tell. */
export function videoOf(seconds: number, mdat = Buffer.alloc(1000, 9)): Buffer {
	const duration = Math.round(seconds * 1000);
	return Buffer.concat([
		FTYP,
		box('moov', mvhd(duration), trak('vide', duration)),
		box('mdat', mdat),
	]);
}
