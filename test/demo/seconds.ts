export function inSeconds(milliseconds: number): string {
	return (milliseconds / 1000).toFixed(1);
}
