import { isUUID, mediaLinks } from '../../nodes/Kling/parameters/linksAndFiles/mediaLinks';
import { refusalOf } from './source';

const field = { name: 'referenceImages', displayName: 'Reference Images' };
const links = (value: unknown, kind: 'image' | 'video' = 'image') =>
	mediaLinks((name) => (name === field.name ? value : undefined), field, kind);

const A = 'https://media.test/a.jpg';
const B = 'https://media.test/b.jpg';
const C = 'http://media.test/c.jpg';
const UUID = '366d2e00-2941-4163-b7a7-4ec835fed9f9';
const EXAMPLES = { image: 'image/png', video: 'video/mp4' };
const DATA = 'data:image/png;base64,iVBORw0KGgo=';
const JPEG = 'data:image/jpeg;base64,/9j/4AAQSkZJRg==';

describe('the entries of a media field', () => {
	it.each<[string, unknown, readonly string[]]>([
		['one link', A, [A]],
		['one a line', `${A}\n${B}\n${C}`, [A, B, C]],
		['lines of Windows', `${A}\r\n${B}\r\n`, [A, B]],
		['empty lines and spaces around', `\n  ${A}  \n\n\t${B}\n\n`, [A, B]],
		['commas between', `${A},${B}`, [A, B]],
		['commas and spaces between', `${A} , ${B},\t${C}`, [A, B, C]],
		['commas and lines', `${A},\n${B},\r\n${C},`, [A, B, C]],
		['loose commas', `,,${A},, ,${B},,`, [A, B]],
		['a list from an expression', [A, B], [A, B]],
		['a list with blanks', [A, '', null, undefined, '  ', B], [A, B]],
		['a list whose entries hold several', [`${A},${B}`, C], [A, B, C]],
		['an empty list', [], []],
		['only commas', ' , ,, ', []],
		['a media UUID', UUID, [UUID]],
		['a media UUID in capitals', UUID.toUpperCase(), [UUID.toUpperCase()]],
		['UUIDs and links together', `${UUID},${A}, ${UUID}\n${UUID}`, [UUID, A, UUID, UUID]],
		['a data URI', DATA, [DATA]],
		['a data URI in a list', [DATA, JPEG], [DATA, JPEG]],
		['data URIs, one a line', `${DATA}\n${JPEG}`, [DATA, JPEG]],
		['data URIs with commas between', `${DATA},${JPEG}, ${A}`, [DATA, JPEG, A]],
		[
			'a data URI with parameters',
			`data:image/png;name=a.png;base64,AAAA`,
			['data:image/png;base64,AAAA'],
		],
		['a data URI without its padding', 'data:image/png;base64,AAA', ['data:image/png;base64,AAA=']],
		['base64 as links hold it', 'data:image/png;base64,A-_A', ['data:image/png;base64,A+/A']],
		[
			'a comma in a path',
			`https://media.test/w_100,h_100/a.jpg`,
			['https://media.test/w_100,h_100/a.jpg'],
		],
		[
			'commas in a query',
			`https://media.test/a.jpg?crop=0,0,10,10&x=a,b,\n${B}`,
			['https://media.test/a.jpg?crop=0,0,10,10&x=a,b', B],
		],
		[
			'a link within a link',
			`https://media.test/fetch/w_1,q_2/https://other.test/a.jpg`,
			['https://media.test/fetch/w_1,q_2/https://other.test/a.jpg'],
		],
		[
			'a link that is not ASCII',
			'https://media.test/bild_größe_図.jpg',
			['https://media.test/bild_größe_図.jpg'],
		],
		[
			'capital letters',
			'HTTPS://MEDIA.TEST/A.JPG,HTTP://MEDIA.TEST/B.JPG',
			['HTTPS://MEDIA.TEST/A.JPG', 'HTTP://MEDIA.TEST/B.JPG'],
		],
	])('can be given as %s', (_how, value, expected) => {
		expect(links(value)).toEqual(expected);
	});

	it.each([undefined, null, '', '  ', '\n\r\n'])('are none when the field is %j', (value) => {
		expect(links(value)).toEqual([]);
	});
});

describe('base64 that is wrapped over lines', () => {
	const wrapped = (newline: string) =>
		`data:image/png;base64,${['AAAA'.repeat(19), 'BBBB'.repeat(19), 'CC+/Cw=='].join(newline)}`;
	const whole = wrapped('');

	it.each(['\n', '\r\n', '\n  '])('is one entry, whatever the newline: %j', (newline) => {
		expect(links(wrapped(newline))).toEqual([whole]);
	});

	it('may begin on the line after its head', () => {
		expect(links('data:image/png;base64,\nAAAA\nBBBB')).toEqual(['data:image/png;base64,AAAABBBB']);
	});

	it('ends where the next entry starts', () => {
		expect(links(`${wrapped('\n')}\n${wrapped('\n')}\n${A}\n${UUID}`)).toEqual([
			whole,
			whole,
			A,
			UUID,
		]);
	});

	it('ends at a media UUID, although a UUID looks like base64', () => {
		expect(links(`${wrapped('\n')}\n${UUID}`)).toEqual([whole, UUID]);
	});

	it('does not go on after a link', () => {
		expect(refusalOf(() => links(`${A}\nAAAA`))).toBe(
			`'Reference Images' is "AAAA", but it must be a public link (https://…) or the media UUID of an uploaded file. To use a file of this row, set 'Reference Images From' to 'File'`,
		);
	});
});

describe('a comma after a data URI', () => {
	it.each([
		['at the end', `${DATA},`, [DATA]],
		['at the end of a line', `${DATA},\n${A}`, [DATA, A]],
		[
			'of wrapped base64',
			`data:image/png;base64,AAAA\nBBBB,\n${A}`,
			['data:image/png;base64,AAAABBBB', A],
		],
	])('is no part of it: %s', (_where, value, expected) => {
		expect(links(value)).toEqual(expected);
	});
});

describe('what is no medium', () => {
	const LINKS = 'but it must be a public link (https://…) or the media UUID of an uploaded file';
	const TAKES = `${LINKS}. To use a file of this row, set 'Reference Images From' to 'File'`;

	it.each([
		['a.jpg', '"a.jpg"'],
		['media.test/a.jpg', '"media.test/a.jpg"'],
		['ftp://media.test/a.jpg', '"ftp://media.test/a.jpg"'],
		['/files/a.jpg', '"/files/a.jpg"'],
		['https://', '"https://"'],
		['366d2e00-2941-4163-b7a7', '"366d2e00-2941-4163-b7a7"'],
		['iVBORw0KGgo=', '"iVBORw0KGgo="'],
		['__proto__', '"__proto__"'],
		['https://\0/a.jpg', '"https://\\u0000/a.jpg"'],
	])('is quoted: %j', (value, found) => {
		expect(refusalOf(() => links(value))).toBe(`'Reference Images' is ${found}, ${TAKES}`);
	});

	it('is named even when it stands between good ones', () => {
		expect(refusalOf(() => links(`${A}\nb.jpg\n${C}`))).toBe(
			`'Reference Images' is "b.jpg", ${TAKES}`,
		);
	});

	it.each([
		[5, '5'],
		[true, 'true'],
		[{ caption: A }, 'a group of fields'],
		[[5], '5'],
		[[A, { size: 5 }], 'a group of fields'],
		[new Map([['url', A]]), 'a group of fields'],
	])('may be no text: %j', (value, found) => {
		expect(refusalOf(() => links(value))).toBe(
			`'Reference Images' is ${found}, ${LINKS}. Drag the one field that holds it from the input panel`,
		);
	});

	it.each([
		['image', 'data:video/mp4;base64,AAAA', 'is a file as text (data:…) of the kind video'],
		['video', 'data:image/png;base64,AAAA', 'is a file as text (data:…) of the kind image'],
		[
			'image',
			'data:application/octet-stream;base64,AAAA',
			'is a file as text (data:…) of the kind application',
		],
		['image', 'data:image/png;base64,', 'is a file as text (data:…) that is not complete'],
		['image', 'data:image/svg+xml,<svg/>', 'is a file as text (data:…) that is not complete'],
		['image', 'data:;base64,AAAA', 'is a file as text (data:…) that is not complete'],
		['image', 'data:', 'is a file as text (data:…) that is not complete'],
		['video', 'DATA:text/plain,hello', 'is a file as text (data:…) that is not complete'],
	] as const)('may be a data URI that is no %s: %s', (kind, value, found) => {
		expect(refusalOf(() => links(value, kind))).toBe(
			`'Reference Images' ${found}, but it must be a public link (https://…) or the media UUID of an uploaded file, or a complete one such as data:${EXAMPLES[kind]};base64,…`,
		);
	});

	it('may be a data URI in capitals only where the kind fits', () => {
		expect(links('DATA:IMAGE/PNG;BASE64,AAAA')).toEqual(['DATA:IMAGE/PNG;base64,AAAA']);
	});
});

describe('a media UUID', () => {
	it.each([UUID, UUID.toUpperCase()])('is %s', (value) => {
		expect(isUUID(value)).toBe(true);
	});

	it.each(['', ` ${UUID}`, `${UUID}0`, UUID.replaceAll('-', ''), UUID.replace('3', 'g')])(
		'is not %j',
		(value) => {
			expect(isUUID(value)).toBe(false);
		},
	);
});
