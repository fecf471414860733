import { tableLines, type Column } from './table';

const COLUMNS: readonly Column[] = [
	{ name: 'row', align: 'right' },
	{ name: 'id', givesWay: 1 },
	{ name: 'link', givesWay: 2 },
	{ name: 'cost', align: 'right' },
];
const record = { cells: { row: '1', id: 'abcdef', link: 'https://a.invalid/b', cost: '$0.756' } };

it('puts every column beside the others when they fit', () => {
	expect(tableLines(COLUMNS, [record], 40)).toEqual([
		'row  id      link                   cost',
		'  1  abcdef  https://a.invalid/b  $0.756',
	]);
});

it('moves the column that gives way first onto a line beneath, header and all', () => {
	expect(tableLines(COLUMNS, [record], 39)).toEqual([
		'row  id        cost',
		'     link',
		'  1  abcdef  $0.756',
		'     https://a.invalid/b',
	]);
});

it('keeps a value whole on a line that is too narrow for it', () => {
	expect(tableLines(COLUMNS, [record], 12)).toEqual([
		'row    cost',
		'     id',
		'     link',
		'  1  $0.756',
		'     abcdef',
		'     https://a.invalid/b',
	]);
});

it('wraps a note between words and leaves out what a record does not have', () => {
	const failed = { cells: { row: '2' }, notes: ['Runware was too busy', 'Again'] };
	expect(tableLines(COLUMNS, [failed], 20)).toEqual([
		'row  id  link  cost',
		'  2',
		'     Runware was too',
		'     busy',
		'     Again',
	]);
});
