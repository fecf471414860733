/**
 * Values as tables, forms and agents hold them, each with what it means. The readers, the engine
 * and `npm run abuse` are tried with the same ones.
 */

/** What is written, and what it means. */
export type Form<Meaning> = readonly [written: unknown, meaning: Meaning];

export const A = 'https://media.invalid/a.jpg';
export const B = 'https://media.invalid/b.jpg';
export const MEDIA_UUID = '104fbb02-e409-40ee-a6f7-e8b901d2955b';

/** As Amazon, Google, Azure and Cloudinary sign them, with all that separates entries elsewhere. */
export const SIGNED = [
	'https://bucket.s3.amazonaws.com/a.jpg?X-Amz-Credential=AKIA%2F20261128%2Feu%2Fs3&X-Amz-Signature=0a,1b;2c|3d&response-content-disposition=attachment%3B%20filename%3D%22a%20b.jpg%22',
	'https://storage.googleapis.com/b/o.png?X-Goog-SignedHeaders=host&X-Goog-Signature=ab%2Bcd==,;|~',
	'https://account.blob.core.windows.net/c/a.png?sv=2024-11-04&sr=b&sig=ab%2Fcd%3D&se=2026-11-28T10%3A00%3A00Z',
	'https://res.cloudinary.com/demo/image/upload/c_fill,g_auto,w_250/v1/co.brightness:20|x;y/a.jpg',
	'https://v5.airtableusercontent.com/v3/u/46/46/1760000000000/abc_D-e/f~g/h',
	`https://media.invalid/a.jpg?ids=1,${MEDIA_UUID}&sig=x|y`,
	'https://media.invalid/fetch/w_1,q_2/https://other.invalid/a.jpg',
	'https://media.invalid/?url=https://other.invalid/a.jpg&sig=a%20b',
	'https://media.invalid/bild_größe_図_(1).jpg',
	"https://media.invalid/it's_(a)_[b]!.jpg?x=%2C%3B%7C#frag,ment",
	'http://user:secret@media.invalid:8443/a.jpg',
	'https://drive.google.com/uc?export=download&id=1AbC_d-E',
	'https://www.dropbox.com/s/abc/a.jpg?dl=1',
	'https://www.dropbox.com/scl/fi/abc/a.jpg?rlkey=k&raw=1',
	'https://img.youtube.com/vi/abc/0.jpg',
	'https://player.vimeo.com/progressive_redirect/playback/1/rendition/720p/file.mp4?loc=external',
] as const;

/** One link, however it is written. */
export const LINKS: readonly Form<string>[] = [
	...SIGNED.map((link) => [link, link] as const),
	[` ${A}\n`, A],
	[`\ufeff${A}\u200b`, A],
	['https://media.invalid/a\u200b.jp\u00adg', A],
	['https://media.invalid/my photo (1).jpg', 'https://media.invalid/my%20photo%20(1).jpg'],
	[
		'https://media.invalid/a b,c d.jpg?name=x y',
		'https://media.invalid/a%20b,c%20d.jpg?name=x%20y',
	],
	['https://media.invalid/a\u00a0b.jpg', 'https://media.invalid/a%C2%A0b.jpg'],
	['https://media.invalid/a b%20c.jpg', 'https://media.invalid/a%20b%20c.jpg'],
	[`"${A}"`, A],
	[`'${A}'`, A],
	[`“${A}”`, A],
	[`„${A}“`, A],
	[`«${A}»`, A],
	[`\`${A}\``, A],
	[`<${A}>`, A],
	[`(${A})`, A],
	[`[${A}]`, A],
	[`"<${A}>"`, A],
	[`‘${A}’`, A],
	[`‚${A}‘`, A],
	[`‚${A}’`, A],
	[`„${A}”`, A],
	[`»${A}«`, A],
	[`‹${A}›`, A],
	[`{${A}}`, A],
	[`(([["'${A}'"]]))`, A],
	[`<${A}|a.jpg>`, A],
	[`<${A}|${A}>`, A],
	[`[photo](${A})`, A],
	[`![photo](${A})`, A],
	[`[${A}](${A})`, A],
	[`[photo](${A} "A title")`, A],
	['[photo](https://media.invalid/a_(1).jpg)', 'https://media.invalid/a_(1).jpg'],
	[`[photo](<${A}>)`, A],
	[`- ${A}`, A],
	[`* [photo](${A})`, A],
	[`1. ${A}`, A],
	[`Image 1: ${A}`, A],
	[`<img src="${A}" alt="x">`, A],
	[`<p><a href='${A}?x=1&amp;y=2'>photo</a></p>`, `${A}?x=1&y=2`],
	[`=IMAGE("${A}")`, A],
	[`=HYPERLINK("${A}","photo")`, A],
	[`=HYPERLINK("${A}"; "photo")`, A],
	[`a (1).jpg (${A})`, A],
	['//media.invalid/a.jpg', A],
	['www.media.invalid/a.jpg', 'https://www.media.invalid/a.jpg'],
	['WWW.media.invalid/a.jpg', 'https://WWW.media.invalid/a.jpg'],
	['dropbox.com/s/abc/a.jpg', 'https://dropbox.com/s/abc/a.jpg?dl=1'],
	['drive.google.com/file/d/1AbC/view', 'https://drive.google.com/uc?export=download&id=1AbC'],
	['http:\\/\\/media.invalid\\/a.jpg', 'http://media.invalid/a.jpg'],
	['http://media.invalid/a b.jpg', 'http://media.invalid/a%20b.jpg'],
	['https://media.invalid/a.jpg?x=data:1', 'https://media.invalid/a.jpg?x=data:1'],
	['"data:image/png;base64,AAAA"', 'data:image/png;base64,AAAA'],
	['data:video/mp4;base64,AA==', 'data:video/mp4;base64,AA=='],
	['HTTPS:\\/\\/media.invalid\\/a.jpg', 'HTTPS://media.invalid/a.jpg'],
	['https://media.invalid?a=x y', 'https://media.invalid?a=x%20y'],
	['https://media.invalid#x y', 'https://media.invalid#x%20y'],
	['https:\\/\\/media.invalid\\/a.jpg', A],
	[MEDIA_UUID, MEDIA_UUID],
	[` "${MEDIA_UUID}" `, MEDIA_UUID],
	[{ url: A }, A],
	[{ id: 'att1', url: A, filename: 'a.jpg', thumbnails: { small: { url: B } } }, A],
	[[{ id: 'att1', url: A, filename: 'a.jpg' }], A],
	[{ type: 'file', file: { url: A, expiry_time: '2026-11-28T10:00:00.000Z' } }, A],
	[{ name: 'a.jpg', type: 'external', external: { url: A } }, A],
	[{ id: '1', type: 'files', files: [{ name: 'a.jpg', file: { url: A } }] }, A],
	[{ mediaUUID: MEDIA_UUID, mediaURL: A }, MEDIA_UUID],
	[{ json: { mediaUUID: MEDIA_UUID } }, MEDIA_UUID],
	[{ status: 'success', videoUUID: MEDIA_UUID, videoURL: A, cost: 0.42 }, A],
	[JSON.stringify([{ url: A }]), A],
	[JSON.stringify({ url: A }), A],
	[JSON.stringify([A]), A],
	[JSON.stringify(A), A],
	[`['${A}']`, A],
	[
		'https://www.dropbox.com/scl/fi/abc/a%20b.jpg?rlkey=k,1&st=x&dl=0',
		'https://www.dropbox.com/scl/fi/abc/a%20b.jpg?rlkey=k,1&st=x&dl=1',
	],
	[
		'https://www.dropbox.com/scl/fo/abc/x/a.jpg?rlkey=k&dl=0',
		'https://www.dropbox.com/scl/fo/abc/x/a.jpg?rlkey=k&dl=1',
	],
	['https://dropbox.com/s/abc/a.jpg', 'https://dropbox.com/s/abc/a.jpg?dl=1'],
	['www.dropbox.com/s/abc/a.jpg?dl=0', 'https://www.dropbox.com/s/abc/a.jpg?dl=1'],
	[
		'https://drive.google.com/file/d/1AbC_d-E/view?usp=sharing',
		'https://drive.google.com/uc?export=download&id=1AbC_d-E',
	],
	[
		'https://drive.google.com/file/u/1/d/1AbC_d-E/view?resourcekey=0-x',
		'https://drive.google.com/uc?export=download&id=1AbC_d-E&resourcekey=0-x',
	],
	[
		'https://drive.google.com/open?id=1AbC_d-E',
		'https://drive.google.com/uc?export=download&id=1AbC_d-E',
	],
	[
		'https://drive.google.com/uc?id=1AbC_d-E',
		'https://drive.google.com/uc?export=download&id=1AbC_d-E',
	],
];

/** Several links, however they are written. */
export const LISTS: readonly Form<readonly string[]>[] = [
	...[
		'\n',
		'\r\n',
		',',
		', ',
		';',
		'; ',
		'|',
		' | ',
		' ',
		'\t',
		'\u00a0',
		'  ,\n',
		' and ',
		' & ',
	].map((between): Form<readonly string[]> => [`${A}${between}${B}`, [A, B]]),
	[`- ${A}\n- ${B}`, [A, B]],
	[`• ${A}\n• ${B}`, [A, B]],
	[`1. ${A}\n2) ${B}`, [A, B]],
	[`1. ${A} 2. ${B}`, [A, B]],
	[`(1) ${A}\n(2) ${B}`, [A, B]],
	[`[1] ${A}\n[2] ${B}`, [A, B]],
	[`Hero: ${A}\nLogo: ${B}`, [A, B]],
	[`"${A}", "${B}"`, [A, B]],
	[`<${A}|a>, <${B}|b>`, [A, B]],
	[`![a](${A}) ![b](${B})`, [A, B]],
	[`[a](${A}), [b](${B})`, [A, B]],
	[`a.jpg (${A}),b (2).jpg (${B})`, [A, B]],
	[`<img src="${A}"><br><img src="${B}">`, [A, B]],
	[JSON.stringify([A, B]), [A, B]],
	[JSON.stringify([{ url: A }, { url: B }]), [A, B]],
	[`['${A}', '${B}']`, [A, B]],
	[`[ '${A}', '${B}' ]`, [A, B]],
	[`[${A}, ${B}]`, [A, B]],
	[`['${MEDIA_UUID}', '${MEDIA_UUID}']`, [MEDIA_UUID, MEDIA_UUID]],
	[
		"['http://media.invalid/a', 'http://media.invalid/b']",
		['http://media.invalid/a', 'http://media.invalid/b'],
	],
	[
		[A, B],
		[A, B],
	],
	[
		[[A], [B]],
		[A, B],
	],
	[
		[A, A],
		[A, A],
	],
	[
		[A, null, 'none', '', B],
		[A, B],
	],
	[
		[{ url: A }, { file: { url: B } }, { mediaUUID: MEDIA_UUID }],
		[A, B, MEDIA_UUID],
	],
	[
		[JSON.stringify({ url: A }), `[b](${B})`],
		[A, B],
	],
	[{ files: [{ external: { url: A } }, { file: { url: B } }] }, [A, B]],
	[`${MEDIA_UUID};${A} ${MEDIA_UUID}`, [MEDIA_UUID, A, MEDIA_UUID]],
	[`${A},${MEDIA_UUID}`, [A, MEDIA_UUID]],
	[`${SIGNED[0]} | ${SIGNED[1]}`, [SIGNED[0], SIGNED[1]]],
	[`${SIGNED[3]};${SIGNED[5]}`, [SIGNED[3], SIGNED[5]]],
	[
		'https://media.invalid/a b.jpg https://media.invalid/c d.jpg',
		['https://media.invalid/a%20b.jpg', 'https://media.invalid/c%20d.jpg'],
	],
];

/** What leads to no file, with what the message must say of it. */
export const NO_FILES: readonly (readonly [link: string, says: string])[] = [
	['https://www.youtube.com/watch?v=abc', 'a YouTube page'],
	['https://youtu.be/abc', 'a YouTube page'],
	['https://m.youtube.com/shorts/abc', 'a YouTube page'],
	['https://vimeo.com/123', 'a Vimeo page'],
	['https://www.tiktok.com/@a/video/1', 'a TikTok page'],
	['https://vm.tiktok.com/abc/', 'a TikTok page'],
	['https://www.instagram.com/reel/abc/', 'an Instagram page'],
	['https://drive.google.com/drive/folders/1AbC?usp=sharing', 'a Google Drive folder'],
	['https://drive.google.com/drive/u/0/folders/1AbC', 'a Google Drive folder'],
	['https://docs.google.com/document/d/1AbC/edit', 'a Google document'],
	['https://photos.app.goo.gl/abc', 'a Google Photos page'],
	['https://www.dropbox.com/scl/fo/abc/x?rlkey=k&dl=0', 'a Dropbox folder'],
	['[clip](https://youtu.be/abc)', 'a YouTube page'],
];

/** Hosts that only their own network knows. */
export const PRIVATE_LINKS = [
	'http://localhost:3000/a.jpg',
	'https://127.0.0.1/a.jpg',
	'http://192.168.1.5/a.jpg',
	'http://10.0.0.8:9000/b/a.jpg',
	'http://172.20.0.2/a.jpg',
	'http://minio:9000/bucket/a.jpg',
	'http://nas.local/a.jpg',
	'http://files.internal/a.jpg',
	'http://host.docker.internal/a.jpg',
	'http://[::1]/a.jpg',
	'http://[fd00::1]/a.jpg',
	'http://0x7f000001/a.jpg',
	'http://2130706433/a.jpg',
	'http://169.254.169.254/a.jpg',
] as const;

export const RATIOS: readonly Form<'16:9' | '1:1' | '9:16'>[] = [
	...[
		...[
			'16:9',
			'16:09',
			'16:09:00',
			'16:9:00',
			'4:09 PM',
			'4:09:00 PM',
			'1899-12-30T16:09:00.000Z',
		],
		...['1899-12-30 16:09:00', 969 / 1440, '0.672916666666667', '16x9', '16 × 9', '16/9', '16 : 9'],
		...[
			'16 by 9',
			'16-9',
			'16_9',
			'landscape',
			'Landscape',
			' HORIZONTAL ',
			'widescreen',
			'16:9\u200b',
		],
		...['Landscape (16:9)', '16:9 landscape', 'landscape_16_9', 16 / 9, '1.78', ['16:9']],
		...[
			'wide',
			'16 to 9',
			'16*9',
			'16✕9',
			'16∶9',
			'16：9',
			'1,78',
			'wide,16:9',
			'16:9,wide',
			'16_9_landscape',
			'16:9 - wide',
		],
		...['16:09:00.000', '4:09PM', '4:09 p.m.', '1900-01-00 16:09:00', '1900-01-01T16:09:00Z'],
		...['1904-01-01 16:09:00', '1970-01-01T16:09:00+00:00', '1899-12-31T16:09:00.000-0000'],
		`(${'16:9'.padEnd(78)})`,
	].map((written): Form<'16:9'> => [written, '16:9']),
	...[
		...['9:16', '09:16', '9:16:00', '09:16:00', '9:16 AM', '1899-12-30T09:16:00.000Z', 556 / 1440],
		...['9x16', '9X16', '9/16', 'portrait', 'Vertical', 'upright', 'Portrait 9:16', 0.5625],
		...['.5625', '0,5625', '9:16 a.m.', '9_16_portrait', '1899-12-30T09:16:00.000+0000'],
	].map((written): Form<'9:16'> => [written, '9:16']),
	...['1:1', '01:01', '01:01:00', '1:01 AM', '1x1', '1/1', 'square', 'Square (1:1)', 61 / 1440].map(
		(written): Form<'1:1'> => [written, '1:1'],
	),
];

export const NO_RATIOS: readonly unknown[] = [
	...[
		'4:3',
		'21:9',
		'9:16 PM',
		'16:9:30',
		'1280x720',
		'wide angle',
		'landscape 9:16',
		'16:9 or 9:16',
	],
	...[
		'2026-09-16T00:00:00.000Z',
		'2026-11-28T16:09:00.000Z',
		'16',
		'1',
		1,
		1.5,
		0.5,
		true,
		'constructor',
	],
	...['landscape portrait', '16:9:9', '#REF!', {}],
	...['landscape_9_16', '9_16_landscape', '1,6:9', '16/9/2026', '116:9', '16:90'],
	...['on 1899-12-30 16:09:00', '1899-12-30 16:09:00 CET', '1899-12-30T16:09:00+01:00'],
	...['1899-12-29T16:09:00Z', '1900-01-02T16:09:00Z', '1.79', 1.77, 0.57, 969.1 / 1440],
	...[`(${'16:9'.padEnd(79)})`, 'landscape '.repeat(9)],
];

/** What a sheet makes of 16/9 and 9/16. */
export const DATES = [
	...['2026-09-16T00:00:00.000Z', '2026-09-16', '16.09.2026', '9/16/2026', '16/9/26', '9-16-26'],
	...['16.9.2026', '1/9/26', '16-Sep', '16-SEP-2026', '9-Sep'],
] as const;

export const NO_DATES = [
	...['due 2026-09-16', 'on 9/16/26', '16.9.2', '16-s', 'the 16-Sep', '16:9:26', 'Sep-16'],
] as const;

export const YES_OR_NO: readonly Form<boolean>[] = [
	...[
		true,
		'true',
		'TRUE',
		' True ',
		'yes',
		'Yes',
		'YES',
		'on',
		'On',
		'1',
		1,
		'y',
		'✓',
		'WAHR',
		'true\u200b',
	].map((written): Form<boolean> => [written, true]),
	...['checked', '✔', '✅', '☑', 'vrai', 'Verdadero', 'verdadeiro', 'VERO', 'waar'].map(
		(written): Form<boolean> => [written, true],
	),
	...['unchecked', '☐', 'falso', 'Onwaar'].map((written): Form<boolean> => [written, false]),
	...[false, 'false', 'False', 'no', 'No ', 'off', 'OFF', '0', 0, 'n', 'Falsch', 'FAUX'].map(
		(written): Form<boolean> => [written, false],
	),
];

/** How there is nothing. */
export const NOTHING: readonly unknown[] = [
	...['nil', '--', '---', '–', 'n.a.', '<null>', '[none]', "'none'", '()'],
	...[
		'',
		' ',
		'\u200b',
		null,
		undefined,
		'null',
		'None',
		'NONE',
		'undefined',
		'n/a',
		'N/A',
		'-',
		'—',
		' none ',
		'"null"',
	],
];

/** Prompts that nobody meant, with what the message must say. */
export const BROKEN_PROMPTS: readonly (readonly [prompt: string, says: string])[] = [
	...[
		'#REF!',
		' #N/A ',
		'#VALUE!',
		'#NAME?',
		'#DIV/0!',
		'#NUM!',
		'#NULL!',
		'#ERROR!',
		'#SPILL!',
		'#CALC!',
		'#GETTING_DATA',
		'#BEZUG!',
		'#WERT!',
		'#NOM?',
		'#¡REF!',
		'#ref!',
		'Err:508',
	].map((prompt) => [prompt, 'an error of the spreadsheet'] as const),
	...['Loading...', 'Loading…', 'loading...'].map(
		(prompt) => [prompt, 'still calculating'] as const,
	),
	...['undefined', 'null', 'NaN', ' undefined ', 'undefined undefined', 'null, null'].map(
		(prompt) => [prompt, 'an expression gives when it finds nothing'] as const,
	),
	...['[object Object]', 'A film of [object Object] at dusk', '[object Undefined]'].map(
		(prompt) => [prompt, 'a whole group of fields'] as const,
	),
	...[
		'{{ $json.prompt }}',
		'={{ $json.prompt }}',
		'A film of {{$json.title}} at dusk',
		'{{1.body}}',
		'{{ prompt }}',
		'$json.prompt',
		'$json["prompt"]',
		"$('Form').item.json.prompt",
		'={{ $json.x',
	].map((prompt) => [prompt, "Switch the field from 'Fixed' to 'Expression'"] as const),
	['A film of ${title} at dusk', 'a placeholder that was not filled in'],
	['none', 'is empty'],
	['N/A', 'is empty'],
	['-', 'is empty'],
	['\u200b\u200b', 'is empty'],
	['\ufeff\u00ad \u2060', 'is empty'],
	['⠀⠀⠀', 'is empty'],
];

/** Prompts that only speak of such things. */
export const CLEAR_PROMPTS: readonly string[] = [
	'A spreadsheet cell that says #REF! and then melts',
	'The word "undefined" in neon above a bar',
	'A bar of light says Loading... and fills up',
	'Loading a ship in the harbour',
	'null island, seen from above',
	'A price tag of $5 and a set {of} brackets',
	'#sunset #beach',
	'None of the lights are on',
	'A family 👩\u200d👩\u200d👧 walks by, ❤\ufe0f',
	'میخواهم می\u200cروم',
	'$.99 store at night',
];
