import { webAddress } from '../../nodes/Kling/parameters/linksAndFiles/link';
import { mediaLinks, uuid } from '../../nodes/Kling/parameters/linksAndFiles/mediaLinks';
import { promptText } from '../../nodes/Kling/parameters/prompt';
import { ratio } from '../../nodes/Kling/parameters/ratio';
import { amount, text, yesOrNo } from '../../nodes/Kling/parameters/readers';
import type { Note, ParameterSource } from '../../nodes/Kling/parameters/source';
import {
	A,
	B,
	BROKEN_PROMPTS,
	CLEAR_PROMPTS,
	DATES,
	LINKS,
	LISTS,
	MEDIA_UUID,
	NO_DATES,
	NO_FILES,
	NO_RATIOS,
	NOTHING,
	PRIVATE_LINKS,
	RATIOS,
	SIGNED,
	YES_OR_NO,
} from './forms';
import { refusalOf } from './source';

const field = { name: 'field', displayName: 'Field' };
const of =
	(value: unknown): ParameterSource =>
	() =>
		value;
const ASPECTS = ['16:9', '1:1', '9:16'] as const;

/** What a reader tells of a value. */
function toldOf(value: unknown, read: (source: ParameterSource) => unknown): readonly Note[] {
	const notes: Note[] = [];
	read(Object.assign(() => value, { tell: (note: Note) => notes.push(note) }));
	return notes;
}

describe('a link', () => {
	it.each(LINKS)('written as %j is %s', (written, link) => {
		expect(mediaLinks(of(written), field)).toEqual([link]);
	});

	it.each(SIGNED)('that is one already stays as it is, and nothing is said of it: %s', (link) => {
		expect(mediaLinks(of(link), field)).toEqual([link]);
		expect(toldOf(link, (source) => mediaLinks(source, field))).toEqual([]);
		expect(mediaLinks(of([link, A]), field)).toEqual([link, A]);
		expect(mediaLinks(of(`${link}\n${link}`), field)).toEqual([link, link]);
		expect(mediaLinks(of(`"${link}"`), field)).toEqual([link]);
	});

	it.each(NO_FILES)('to a page is refused with what it is: %s', (link, says) => {
		const message = refusalOf(() => mediaLinks(of(link), field));
		expect(message).toContain(`which is ${says} and not the file itself. `);
	});

	it.each(PRIVATE_LINKS)('to a private host is refused where Runware must reach it: %s', (link) => {
		const strict = Object.assign(of(link), { publicOnly: true });
		expect(refusalOf(() => mediaLinks(strict, field))).toMatch(
			/^'Field' is ".*", but Runware cannot reach .*, which is not on the internet. Use a public link, or set 'Field From' to 'File'$/,
		);
		expect(refusalOf(() => webAddress(strict, field))).toMatch(
			/^'Field' is ".*", but Runware cannot reach .*, which is not on the internet. Use a public address$/,
		);
		expect(mediaLinks(of(link), field)).toEqual([link]);
		expect(webAddress(of(link), field)).toBe(link);
	});

	it.each([...SIGNED, 'https://8.8.8.8/a.jpg', MEDIA_UUID])(
		'to a public host is taken where Runware must reach it: %s',
		(link) => {
			const strict = Object.assign(of(link), { publicOnly: true });
			expect(mediaLinks(strict, field)).toEqual([link]);
			if (link !== MEDIA_UUID) expect(webAddress(strict, field)).toBe(link);
		},
	);

	it.each([
		['#REF!', 'an error of the spreadsheet'],
		['=A1', 'a formula in place of its result'],
		['https://media.invalid/{{ $json.id }}.jpg', "Switch the field from 'Fixed' to 'Expression'"],
		['https://media.invalid/${id}.jpg', 'a placeholder that was not filled in'],
		['https://media.invalid/[object Object]', 'a whole group of fields'],
		['https://media.invalid/undefined', 'an expression gives when it finds nothing'],
		['https://media.invalid/null/a.jpg', 'an expression gives when it finds nothing'],
		[`<div style="background:url('${A}')">`, 'it must be a public link'],
		[`[![a](${A})](${B})`, 'it must be a public link'],
		['{{ $json.image }}', "Switch the field from 'Fixed' to 'Expression'"],
		['[object Object]', 'a whole group of fields'],
		[{ mimeType: 'image/png', data: 'AAAA' }, "Set 'Field From' to 'File'"],
		[`see ${A}`, 'it must be a public link'],
		[`${A}\nb.jpg`, '"b.jpg"'],
		['media.invalid/a.jpg', 'it must be a public link'],
		['https://media .invalid/a.jpg', 'it must be a public link'],
		[`"${A}`, 'it must be a public link'],
		[`(((((((${A})))))))`, 'it must be a public link'],
		['data:image/png;base64,AA=A', 'is a file as text (data:…) that is not complete'],
		['data:image/png;base64,AAAAA', 'is a file as text (data:…) that is not complete'],
		['data:text/plain;base64,AAAA', 'or a complete one such as data:image/png;base64,…'],
	])('is not %j, and the message says what it is', (value, says) => {
		expect(refusalOf(() => mediaLinks(of(value), field))).toContain(says);
	});
});

describe('a web address', () => {
	it.each<readonly [string, string]>([
		...SIGNED.map((link) => [link, link] as const),
		['https://media.invalid/hook?a=1,', 'https://media.invalid/hook?a=1,'],
		[` "${A}" `, A],
		[`<${A}|hook>`, A],
		[`[hook](${A})`, A],
		['https://media.invalid/my hook', 'https://media.invalid/my%20hook'],
		['https://www.youtube.com/watch?v=abc', 'https://www.youtube.com/watch?v=abc'],
	])('written as %s is %s', (written, link) => {
		expect(webAddress(of(written), field)).toBe(link);
	});
});

describe('a web address that is none', () => {
	it.each([
		[`${A}, ${B}`, 'it must be a link that starts with http:// or https://'],
		['https://media.invalid/{{ $json.id }}', "Switch the field from 'Fixed' to 'Expression'"],
		['https://media.invalid/undefined', 'an expression gives when it finds nothing'],
	])('is %s', (written, says) => {
		expect(refusalOf(() => webAddress(of(written), field))).toContain(says);
	});
});

describe('a list of links', () => {
	it.each(LISTS)('written as %j is all of them', (written, links) => {
		expect(mediaLinks(of(written), field)).toEqual(links);
	});
});

describe('nothing', () => {
	it.each(NOTHING)('is what %j says, wherever it stands', (value) => {
		expect([
			mediaLinks(of(value), field),
			mediaLinks(of([value, A]), field),
			yesOrNo(of(value), field),
			ratio(of(value), field, ASPECTS),
			webAddress(of(value), field),
		]).toEqual([[], [A], undefined, undefined, undefined]);
	});
});

describe('an aspect ratio', () => {
	it.each(RATIOS)('written as %j is %s', (written, meaning) => {
		expect(ratio(of(written), field, ASPECTS)).toBe(meaning);
	});

	it.each(NO_RATIOS)('is not %j', (value) => {
		expect(refusalOf(() => ratio(of(value), field, ASPECTS))).toMatch(
			/^'Field' is .*it must be 16:9, 1:1 or 9:16/,
		);
	});

	it.each(DATES)('that became a date is told so: %s', (value) => {
		expect(refusalOf(() => ratio(of(value), field, ASPECTS))).toBe(
			`'Field' is "${value}", which looks like a date, but it must be 16:9, 1:1 or 9:16. A sheet may have turned it into a date: format its column as plain text, and enter the value again`,
		);
	});

	it.each(NO_DATES)('that is none is not taken for a date either: %s', (value) => {
		expect(refusalOf(() => ratio(of(value), field, ASPECTS))).toBe(
			`'Field' is "${value}", but it must be 16:9, 1:1 or 9:16`,
		);
	});
});

describe('yes or no', () => {
	it.each(YES_OR_NO)('written as %j is %s', (written, meaning) => {
		expect(yesOrNo(of(written), field)).toBe(meaning);
	});
});

describe('a prompt', () => {
	const prompt = (value: unknown, images = 0, videos = 0) =>
		promptText(of(value), field, { images, videos });

	it.each(BROKEN_PROMPTS)('that is plainly broken is not bought: %j', (value, says) => {
		expect(refusalOf(() => prompt(value))).toContain(says);
	});

	it.each(CLEAR_PROMPTS)('that only speaks of such things is: %s', (value) => {
		expect(prompt(value)).toBe(value);
	});

	it.each([
		['<<<image_1>>> smiles', 1, 0],
		['<<<image_2>>> and <<<image_1>>> dance as in <<<video_1>>>', 2, 1],
		['<<<Image 3>>>', 0, 0],
		['<<< IMAGE_1 >>> and <<<image2>>> as in <<< Video1>>>', 2, 1],
		['<<<image_12>>>', 12, 0],
	])('may speak of inputs that there are: %s', (value, images, videos) => {
		expect(prompt(value, images, videos)).toBe(value);
	});

	it.each([
		['<<<image_3>>> smiles', 2, 0, 'mentions "<<<image_3>>>", but this row has 2 images'],
		['<<<image_1>>> smiles', 0, 1, 'mentions "<<<image_1>>>", but this row has no image'],
		['<<<image_0>>> smiles', 1, 0, 'mentions "<<<image_0>>>", but this row has 1 image.'],
		['<<<video_1>>> again', 1, 0, 'mentions "<<<video_1>>>", but this row has no video'],
		['<<<element_1>>> walks', 1, 0, 'which this node cannot use'],
		['<<<Element_1>>> walks', 1, 0, 'which this node cannot use'],
		['<<<IMAGE_1>>> smiles', 0, 1, 'mentions "<<<IMAGE_1>>>", but this row has no image'],
		['<<<VIDEO_1>>> again', 1, 0, 'mentions "<<<VIDEO_1>>>", but this row has no video'],
		['<<< image_2 >>> smiles', 1, 0, 'mentions "<<< image_2 >>>", but this row has 1 image.'],
		['<<<image2>>> smiles', 1, 0, 'mentions "<<<image2>>>", but this row has 1 image.'],
		['<<<image_12>>> smiles', 9, 0, 'mentions "<<<image_12>>>", but this row has 9 images.'],
		['<<<video_3>>> again', 0, 2, 'mentions "<<<video_3>>>", but this row has 2 videos.'],
	])('may not speak of others: %s', (value, images, videos, says) => {
		expect(refusalOf(() => prompt(value, images, videos))).toContain(says);
	});
});

describe('a UUID', () => {
	const wanted = { what: 'task UUID', example: MEDIA_UUID, where: 'one' };

	it.each([
		MEDIA_UUID,
		` "${MEDIA_UUID}"\u200b`,
		`{${MEDIA_UUID}}`,
		`urn:uuid:${MEDIA_UUID}`,
		`task UUID ${MEDIA_UUID}`,
		`Task UUID: ${MEDIA_UUID}.`,
		[{ field: MEDIA_UUID }],
		{ error: 'not ready', details: { field: MEDIA_UUID } },
		{ json: { details: { field: MEDIA_UUID } } },
		[MEDIA_UUID],
		{ field: MEDIA_UUID, other: 1 },
		{ json: { field: MEDIA_UUID } },
	])('may be %j', (value) => {
		expect(uuid(of(value), field, wanted)).toBe(MEDIA_UUID);
	});

	it.each(['abc', `x${MEDIA_UUID}`, `urn:${MEDIA_UUID}`, A])('is not %j', (value) => {
		expect(refusalOf(() => uuid(of(value), field, wanted))).toBe(
			`'Field' is ${JSON.stringify(value)}, but a task UUID looks like ${MEDIA_UUID}. Enter ${wanted.where}`,
		);
	});

	it('is told of where it was read out of something', () => {
		const read = (source: ParameterSource) => uuid(source, field, wanted);
		const what = "'Field' was read as the UUID in it";
		expect(toldOf(`{${MEDIA_UUID}}`, read)).toEqual([{ what, from: `"{${MEDIA_UUID}}"` }]);
		expect(toldOf({ field: MEDIA_UUID }, read)).toEqual([{ what, from: 'a group of fields' }]);
		expect(toldOf(` ${MEDIA_UUID} `, read)).toEqual([]);
	});

	it.each(NOTHING)('is not given by %j', (value) => {
		expect(uuid(of(value), field, wanted)).toBeUndefined();
	});
});

describe('what is told', () => {
	it.each<[unknown, string, string]>([
		[`[a](${A})`, "'Field' was read as the link in it", `"[a](${A})"`],
		[`'${A}'`, "'Field' was read as the link in it", `"'${A}'"`],
		[
			'https://media.invalid/a b',
			"'Field' was read as a link with its blanks encoded",
			'"https://media.invalid/a b"',
		],
		[
			'https://dropbox.com/s/a',
			"'Field' was read as the direct link to the file",
			'"https://dropbox.com/s/a"',
		],
		[
			'//media.invalid/a',
			"'Field' was read as a link with https:// before it",
			'"//media.invalid/a"',
		],
		[{ url: A }, "'Field' was read as its 'url'", 'a group of fields'],
		[{ file: { url: A } }, "'Field' was read as its 'url'", 'a group of fields'],
		[
			`[a](${A}), [b](${B})`,
			"'Field' was read as the links in it",
			'"[a](https://media.invalid/a.jpg), [b](https://media.inval…"',
		],
		[
			A.replace('https:', ''),
			"'Field' was read as a link with https:// before it",
			`"${A.replace('https:', '')}"`,
		],
		['N/A', "'Field' was read as not given", '"N/A"'],
	])('of the medium %j is how it was read', (value, what, from) => {
		expect(toldOf(value, (source) => mediaLinks(source, field))).toEqual([{ what, from }]);
	});

	it.each([A, ` ${A}\n`, `${A}, ${A}`, `${A}\n${A}`, MEDIA_UUID, [A, A], '', null])(
		'of a medium is nothing where only blanks and separators go: %j',
		(value) => {
			expect(toldOf(value, (source) => mediaLinks(source, field))).toEqual([]);
		},
	);

	it('of a ratio is the ratio that was seen', () => {
		const read = (source: ParameterSource) => ratio(source, field, ASPECTS);
		expect(toldOf('16:09:00', read)).toEqual([
			{ what: "'Field' was read as 16:9", from: '"16:09:00"' },
		]);
		expect(toldOf(' 16:9 ', read)).toEqual([]);
	});

	it('of a web address is the link that was seen', () => {
		const read = (source: ParameterSource) => webAddress(source, field);
		expect(toldOf(`<${A}>`, read)).toEqual([
			{ what: `'Field' was read as "${A}"`, from: `"<${A}>"` },
		]);
		expect(toldOf(` ${A} `, read)).toEqual([]);
	});

	it.each<[string, string]>([
		['1,5', '1.5'],
		['5,00', '5'],
		['1 500', '1500'],
		['1.234,56', '1234.56'],
		["1'500 s", '1500'],
		['0:05', '5'],
		['00:00:05', '5'],
		['1 day', '86400'],
		['2 min', '120'],
	])('of a number is what was seen in %j', (value, number) => {
		expect(
			toldOf(value, (source) => amount(source, field, { zero: true, unit: 'seconds' })),
		).toEqual([{ what: `'Field' was read as ${number}`, from: `"${value}"` }]);
	});

	it.each([5, 5.5, '5', '5.5', '.5', '5 s', '5seconds', ' 5 sec '])(
		'of a number is nothing where only its unit goes: %j',
		(value) => {
			const read = (source: ParameterSource) =>
				amount(source, field, { zero: true, unit: 'seconds' });
			expect(toldOf(value, read)).toEqual([]);
		},
	);

	it('of a number is nothing where its sign stands before it', () => {
		const read = (source: ParameterSource) => amount(source, field, { zero: true, unit: 'USD' });
		expect(toldOf('$5', read)).toEqual([]);
		expect(toldOf('US$ 5.50', read)).toEqual([]);
		expect(toldOf('$1,5', read)).toEqual([{ what: "'Field' was read as 1.5", from: '"$1,5"' }]);
	});

	it.each(['N/A', 'none', '-'])('of a word for nothing is that it was read so: %s', (value) => {
		expect(toldOf(value, (source) => text(source, field))).toEqual([
			{ what: "'Field' was read as not given", from: `"${value}"` },
		]);
	});

	it.each(['', ' ', '\u200b', null])('of an empty cell is nothing: %j', (value) => {
		expect(toldOf(value, (source) => text(source, field))).toEqual([]);
	});

	it('of yes or no is which of them', () => {
		const read = (source: ParameterSource) => yesOrNo(source, field);
		expect(toldOf('Yes', read)).toEqual([{ what: "'Field' was read as true", from: '"Yes"' }]);
		expect(toldOf('TRUE', read)).toEqual([]);
	});
});
