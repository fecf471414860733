import { mediaLinks } from '../../nodes/Kling/parameters/linksAndFiles/mediaLinks';
import { refusalOf } from './source';

const field = { name: 'firstFrame', displayName: 'First Frame' };
const links = (value: unknown) => mediaLinks(() => value, field, 'image');
const LINKS = 'but it must be a public link (https://…) or the media UUID of an uploaded file';
const TAKES = `${LINKS}. To use a file of this row, set 'First Frame From' to 'File'`;

describe('a value that is not what it seems', () => {
	it.each<[string, unknown, string]>([
		['an object that calls itself a link', { toString: () => 'https://a' }, 'a group of fields'],
		['an object without prototype', Object.create(null), 'a group of fields'],
		['a date', new Date(0), 'a group of fields'],
	])('is refused: %s', (_what, value, found) => {
		expect(refusalOf(() => links(value))).toBe(
			`'First Frame' is ${found}, ${LINKS}. Drag the one field that holds it from the input panel`,
		);
	});

	it.each(['javascript:alert(1)', 'file:///etc/passwd', 'blob:https://a/b', 'media.test/a.jpg'])(
		'is no link that Runware could open: %s',
		(value) => {
			expect(refusalOf(() => links(value))).toBe(`'First Frame' is "${value}", ${TAKES}`);
		},
	);

	it('is no link when a line break of another script hides in it', () => {
		expect(refusalOf(() => links('https://media.test/a\u2028b'))).toBe(
			`'First Frame' is "https://media.test/a\\u2028b", ${TAKES}`,
		);
	});
});
