import { entriesIn } from '../../nodes/Kling/parameters/entries';
import { A, B, MEDIA_UUID } from './forms';

const DATA = 'data:image/png;base64,AAAA';

describe('a second entry begins', () => {
	it.each(['"', "'", '`', '“', '„', '‘', '‚', '«', '»', '‹', '<', '(', '[', '{', '"<', '(['])(
		'with the sign %s around it',
		(sign) => {
			expect(entriesIn(`${A},${sign}${B}`)).toEqual([A, `${sign}${B}`]);
			expect(entriesIn(`${A} ${sign}${MEDIA_UUID}`)).toEqual([A, `${sign}${MEDIA_UUID}`]);
		},
	);

	it.each([',', ';', '|', ' ', '\t', '"', "'", '`', '”', '’', '»', '›', '>', ')', ']', '}'])(
		'as a UUID where %j follows',
		(sign) => {
			const [first, second = ''] = entriesIn(`${A} ${MEDIA_UUID}${sign}`);
			expect([first, second.slice(0, MEDIA_UUID.length)]).toEqual([A, MEDIA_UUID]);
		},
	);

	it.each(['x', '0', '-1', '/', '.jpg', '&a=b'])('not as a UUID that goes on: %s', (rest) => {
		expect(entriesIn(`${A} ${MEDIA_UUID}${rest}`)).toEqual([`${A} ${MEDIA_UUID}${rest}`]);
	});

	it.each(['http://media.invalid/b', 'HTTPS://MEDIA.INVALID/B', 'https:\\/\\/media.invalid\\/b'])(
		'as a link: %s',
		(link) => {
			expect(entriesIn(`${A};${link}`)).toEqual([A, link]);
		},
	);

	it.each(['x', '/', '=', '-', '.'])('not where %s stands right before it', (sign) => {
		expect(entriesIn(`${A} ${sign}${B}`)).toEqual([`${A} ${sign}${B}`]);
	});
});

describe('a UUID that a link has in its query', () => {
	it.each([
		`https://media.invalid/a?ids=1,${MEDIA_UUID}`,
		`https://media.invalid/a;v=1,${MEDIA_UUID}`,
		`http://media.invalid/a?ids=1,${MEDIA_UUID}`,
		`HTTPS://media.invalid/a?x|${MEDIA_UUID};${MEDIA_UUID}`,
		`"https://media.invalid/a?ids=1,${MEDIA_UUID}"`,
	])('is a part of it: %s', (link) => {
		expect(entriesIn(link)).toEqual([link]);
	});

	it.each([
		[`https://media.invalid/a;${MEDIA_UUID}`, 'https://media.invalid/a'],
		[`https://media.invalid/a,${MEDIA_UUID}`, 'https://media.invalid/a'],
		[`https://media.invalid/a?x=1 ${MEDIA_UUID}`, 'https://media.invalid/a?x=1'],
		[`hero?x=1,${MEDIA_UUID}`, 'hero?x=1'],
	])('is none behind a blank, or where there is no query: %s', (text, first) => {
		expect(entriesIn(text)).toEqual([first, MEDIA_UUID]);
	});

	it('is none in the query of a link that ended before', () => {
		expect(entriesIn(`${A}?x=1 ${B},${MEDIA_UUID}`)).toEqual([`${A}?x=1`, B, MEDIA_UUID]);
		expect(entriesIn(`${A} ${A}?x=1 ${B},${MEDIA_UUID}`)).toEqual([A, `${A}?x=1`, B, MEDIA_UUID]);
	});
});

describe('what stands before an entry of a list', () => {
	it.each([
		...['- ', '– ', '— ', '* ', '• ', '· ', '‣ ', '▪ ', '◦ ', '● ', '○ ', '+ ', '> ', '# ', '## '],
		...['•', '‣', '▪', '◦', '●', '○', '1.', '1. ', '12) ', '123: ', '(1) '],
		...['[x] ', '[ ] ', '[] ', '[12]  ', '- [x] ', '1. Hero: ', 'Hero: ', 'Hero shot_2-b #1: '],
		...['Größe = ', 'x'.repeat(30).concat(': '), '-  ', '> - '],
	])('goes: %j', (bullet) => {
		expect(entriesIn(`${bullet}${A}\n${bullet}${B}`)).toEqual([A, B]);
	});

	it.each(['Hero: "', "Hero: '", 'Hero: <', 'Hero: ('])('goes before signs too: %j', (bullet) => {
		expect(entriesIn(`${bullet}${A}`)).toEqual([`${bullet.slice(-1)}${A}`]);
	});

	it('goes before a data URI', () => {
		expect(entriesIn(`Hero: ${DATA}`)).toEqual([DATA]);
		expect(entriesIn(`Hero: "${DATA}"`)).toEqual([`"${DATA}"`]);
	});

	it.each(['-', '*', '1234. ', '[1234] ', '[a] ', 'see ', 'Hero:', `${'x'.repeat(31)}: `, '~ '])(
		'stays where it is no bullet: %j',
		(text) => {
			expect(entriesIn(`${text}${A}`).join(' ').replaceAll(' ', '')).toBe(
				`${text}${A}`.replaceAll(' ', ''),
			);
		},
	);
});

describe('what stands between two entries of a line', () => {
	it.each([
		...['-', '–', '—', '*', '•', '·', '‣', '▪', '◦', '●', '○', '+', '&', '/', '>', '2.', '2)'],
		...['2:', '(2)', '(12)', 'and', 'AND', 'und', 'et', 'y', 'e', 'or', ', and'],
	])('goes: %j', (between) => {
		expect(entriesIn(`${A} ${between} ${B}`)).toEqual([A, B]);
	});

	it.each(['then', 'x', '1234.', '=', 'band'])('stays where it is something else: %j', (text) => {
		expect(entriesIn(`${A} ${text} ${B}`)).toEqual([`${A} ${text}`, B]);
	});

	it('stays within a name', () => {
		expect(entriesIn(`https://media.invalid/a - b and c.jpg ${B}`)).toEqual([
			'https://media.invalid/a - b and c.jpg',
			B,
		]);
	});

	it('stays behind the last one', () => {
		expect(entriesIn(`${A} ${B} and`)).toEqual([A, `${B} and`]);
	});
});

describe('a link within other text', () => {
	it.each([
		// Markdown
		`[photo](${A})`,
		`![photo](${A})`,
		`[](${A})`,
		`[photo]( ${A} )`,
		`[photo](<${A}>)`,
		`[photo](${A} "title")`,
		`[photo](${A}  'title')`,
		// Slack
		`<${A}|a.jpg>`,
		`<${A}|>`,
		// Formulas
		`=IMAGE("${A}")`,
		`=image( "${A}" )`,
		`= IMAGE ("${A}"; 1)`,
		`=HYPERLINK("${A}", "photo")`,
		// HTML
		`<img src="${A}">`,
		`<img src='${A}'/>`,
		`<IMG alt="x" SRC = "${A}" width=5>`,
		`<img src=${A}>`,
		`<a href="${A}">photo</a>`,
		`<a class="x" href="${A}"></a>`,
		`<video src="${A}">`,
		`<source src="${A}" type="video/mp4">`,
		...['p', 'div', 'span', 'ul', 'ol', 'li', 'figure', 'b', 'i', 'u', 'em', 'strong'].map(
			(tag) => `<${tag}>${A}</${tag}>`,
		),
		`<P class="x">${A}<br/>`,
		`${A}<br>`,
		// Attachments
		`a.jpg (${A})`,
		`a (1).jpg (${A})`,
	])('is found: %s', (text) => {
		expect(entriesIn(text)).toEqual([A]);
	});

	it.each([
		['[a](https://media.invalid/a_(1).jpg)', 'https://media.invalid/a_(1).jpg'],
		['[a](https://media.invalid/a_(12).jpg)', 'https://media.invalid/a_(12).jpg'],
		['[a](https://media.invalid/a_(1)_(2).jpg)', 'https://media.invalid/a_(1)_(2).jpg'],
		['[a](http://media.invalid/a)', 'http://media.invalid/a'],
		[`[a](${DATA})`, DATA],
		['<http://media.invalid/a|a>', 'http://media.invalid/a'],
		['=IMAGE("http://media.invalid/a b")', 'http://media.invalid/a b'],
		['<img src="http://media.invalid/a?x=1&amp;y=2&amp;z">', 'http://media.invalid/a?x=1&y=2&z'],
		['a (http://media.invalid/a)', 'http://media.invalid/a'],
	])('is whole: %s', (text, link) => {
		expect(entriesIn(text)).toEqual([link]);
	});

	it.each([
		[`a.jpg (${A}), b.jpg (${B})`],
		[`a.jpg (${A}),b.jpg (${B})`],
		[`a.jpg (${A}); b.jpg (${B})`],
		[`a.jpg (${A})\nb.jpg (${B})`],
		[`[a](${A})[b](${B})`],
		[`<${A}|a><${B}|b>`],
		[`<img src="${A}"><img src="${B}">`],
		[`<p>${A}</p><p>${B}</p>`],
		[`=IMAGE("${A}")=IMAGE("${B}")`],
	])('may be one of two: %s', (text) => {
		expect(entriesIn(text)).toEqual([A, B]);
	});

	it('stays beside another link', () => {
		expect(entriesIn(`http://media.invalid/a (${B})`)).toEqual([
			'http://media.invalid/a',
			`(${B})`,
		]);
	});

	it.each([
		`[photo] (${A})x`,
		`<${A} |a.jpg>`,
		`IMAGE("${A}")`,
		`=IMAGINE("${A}")`,
		`<imgs src="${A}">`,
		`<pre>${A}</pre>`,
		`a.jpg (${A}) and so on`,
		`(${A}), b.jpg`,
		`a.jpg ${A} (${B})`,
	])('stays where it is written in no such way: %s', (text) => {
		expect(entriesIn(text)).not.toEqual([A]);
		expect(entriesIn(text).join(' ')).toContain(A);
	});
});

describe('a data URI', () => {
	it.each(['data:image/png;base64,AAAA', 'DATA:image/png;base64,AAAA', 'data:,x', 'data:,'])(
		'alone is one entry: %s',
		(uri) => {
			expect(entriesIn(` ${uri}\n`)).toEqual([uri]);
		},
	);

	it.each([
		['data:image/png;base64,\nAAAA', ['data:image/png;base64,AAAA']],
		['data:image/png;base64,AA\n  AA  \n', ['data:image/png;base64,AAAA']],
		['DATA:image/png;base64,AA\n+/-_\nA=', ['DATA:image/png;base64,AA+/-_A=']],
		['data:image/png;base64,AA\n\nAA', ['data:image/png;base64,AAAA']],
		['data:image/png;base64,AA\nA A', ['data:image/png;base64,AA', 'A A']],
		['data:image/png;base64,AA\n.AA', ['data:image/png;base64,AA', '.AA']],
		[`data:image/png;base64,AA\n${MEDIA_UUID}`, ['data:image/png;base64,AA', MEDIA_UUID]],
		[`${A}\nAAAA`, [A, 'AAAA']],
		[`${A}?x=data:1\nAAAA`, [`${A}?x=data:1`, 'AAAA']],
		['data:image/png;base64', ['data:image/png;base64']],
		['https://media.invalid/data:a,', ['https://media.invalid/data:a']],
		['AAAA\nAAAA', ['AAAA', 'AAAA']],
		['data:image/png;base64,AA,\nAA,', ['data:image/png;base64,AAAA']],
		[`${DATA},${DATA}`, [DATA, DATA]],
		[`${DATA} ${A}`, [DATA, A]],
	])('goes on in the next line as long as that is base64: %j', (text, entries) => {
		expect(entriesIn(text)).toEqual(entries);
	});
});
