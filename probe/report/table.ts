/** Three columns of wrapped text; a word that is longer than its column stands alone. */
export function tableLines(
	header: readonly string[],
	rows: ReadonlyArray<readonly string[]>,
	width: number,
): readonly string[] {
	const widths = columnWidths(width, header.length);
	const lines = (row: readonly string[]) => {
		const cells = row.map((cell, index) => wrapped(cell, widths[index] ?? width));
		const height = Math.max(...cells.map(({ length }) => length));
		return Array.from({ length: height }, (_, line) =>
			cells
				.map((cell, index) => (cell[line] ?? '').padEnd(widths[index] ?? 0))
				.join(GAP)
				.trimEnd(),
		);
	};
	const rule = widths.map((each) => '─'.repeat(each)).join(GAP);
	return [...lines(header), rule, ...rows.flatMap((row) => [...lines(row), ''])];
}

const GAP = '  ';

function columnWidths(width: number, columns: number): readonly number[] {
	const each = Math.max(12, Math.floor((width - GAP.length * (columns - 1)) / columns));
	return Array.from({ length: columns }, () => each);
}

function wrapped(text: string, width: number): readonly string[] {
	const lines: string[] = [];
	for (const word of text.split(/\s+/).filter(Boolean)) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + 1 + word.length <= width) {
			lines[lines.length - 1] = `${last} ${word}`;
		} else lines.push(word);
	}
	return lines;
}
