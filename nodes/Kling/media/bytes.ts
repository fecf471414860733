/** Characters 0 to 255, one a byte; shorter where the bytes end early. Keep `length` small. */
export function latin1(bytes: Uint8Array, at: number, length: number): string {
	return String.fromCharCode(...bytes.subarray(at, at + length));
}

/** Undefined where the bytes end early. */
export function bigEndian(bytes: Uint8Array, at: number, length: number): number | undefined {
	if (at + length > bytes.length) return undefined;
	// Not by shifts, which are signed and end at 32 bits.
	return bytes.subarray(at, at + length).reduce((number, byte) => number * 256 + byte, 0);
}

/** Undefined where the bytes end early. */
export function littleEndian(bytes: Uint8Array, at: number, length: number): number | undefined {
	if (at + length > bytes.length) return undefined;
	return bytes.subarray(at, at + length).reduceRight((number, byte) => number * 256 + byte, 0);
}
