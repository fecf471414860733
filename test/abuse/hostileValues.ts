import type { INodeProperties } from 'n8n-workflow';

import { BROKEN_PROMPTS, LINKS, LISTS, NO_FILES, NO_RATIOS, NOTHING } from '../parameters/forms';
import { NO_SHOTS, OTHER_SHOTS, PLAIN_SHOTS } from '../parameters/shotForms';
import type { Random } from '../simulation/random';
import { choicesOf } from './fields';
import { meaningOf } from './validValues';

/** What nobody expects in a field. Some of it may be valid there all the same. */
export interface Hostile {
	readonly kind: string;
	readonly value: unknown;
	/** The links that it means, where that is known: none of a link that leads to no file. */
	readonly links?: readonly string[];
}

const MEBIBYTE = 1024 * 1024;
const MANY = 10_000;
const DEEP = 3_000;

function deep(wrapped: (inner: unknown) => unknown): unknown {
	let value: unknown = 'bottom';
	for (let level = 0; level < DEEP; level += 1) value = wrapped(value);
	return value;
}

/** Parsed, since only parsing makes `__proto__` a key like any other. */
function parsed(json: string): unknown {
	const value: unknown = JSON.parse(json);
	return value;
}

/** An object that cannot be looked at without a throw. */
function booby(name: PropertyKey): unknown {
	return Object.defineProperty({}, name, {
		enumerable: true,
		get() {
			throw new Error('do not touch');
		},
	});
}

const LINK = 'https://media.invalid/a.jpg';
const UUID = '104fbb02-e409-40ee-a6f7-e8b901d2955b';

/** Values by their kind. All are made once: a row that is drawn again has the same. */
const VALUES = {
	blank: ['', ' ', '\n', ' \t\r\n ', '\u00a0', '\u3000', '\ufeff', '\u200b', null, undefined],
	'wrong type': [
		0,
		-1,
		5,
		2.5,
		-0,
		NaN,
		Infinity,
		-Infinity,
		1e21,
		1e-7,
		Number.MAX_SAFE_INTEGER + 1,
		10n,
		true,
		false,
		[],
		[[]],
		[null],
		[undefined, ''],
		{},
		{ value: 5 },
		{ url: LINK },
		[{ url: LINK }],
		[[[LINK]]],
		[LINK, 5],
		new Date(0),
		new Date(NaN),
		/x/g,
		new Map([['a', 1]]),
		new Set([1]),
		Symbol.iterator,
		() => 5,
		Buffer.from('5'),
		new Uint8Array(3),
		new Error('a value'),
		new Array(3),
		Object('text'),
		Object(5),
	],
	'number as text': [
		'5',
		' 5 ',
		'5.0',
		'5,0',
		'05',
		'+5',
		'-5',
		'5e0',
		'0x5',
		'0b101',
		'٥',
		'５',
		'5 s',
		'5seconds',
		'1e309',
		'9'.repeat(400),
		'Infinity',
		'NaN',
		'1_000',
		'1,000',
		'½',
		'five',
	],
	'truth as text': [
		'true',
		'FALSE',
		' True ',
		'yes',
		'no',
		'on',
		'1',
		'0',
		'ja',
		'wahr',
		'truefalse',
	],
	'words of programs': [
		'null',
		'undefined',
		'NaN',
		'[object Object]',
		'nil',
		'None',
		'#N/A',
		'#REF!',
		'Cannot read properties',
	],
	unicode: [
		'\u202eעברית',
		'مرحبا',
		'\u{1F433}',
		'\u{1F469}\u200d\u{1F469}\u200d\u{1F467}',
		'\ud800',
		'x\udfff y',
		'a\u0000b',
		'\u0000',
		'a\u0001\u0008\u001b[31mred\u001b[0m',
		'16:9\u200b',
		'\ufeff5',
		'te\u0301xt',
		'ﬁrst',
		'\u2028line\u2029',
		'\u0085next',
		'\u2066isolate\u2069',
		'\ufffe',
		'\u{10FFFF}',
		'İı',
		'𝟓',
		'z\u0335\u0322a\u0321l\u0322g\u0335o',
		'\u200f\u200e',
		'\u{1F433}'.repeat(30),
		`${'x'.repeat(57)}\u{1F433}\u{1F433}\u{1F433}`,
		'\u{E0001}tag\u{E007F}',
	],
	huge: [
		'x'.repeat(MEBIBYTE),
		'\u{1F433}'.repeat(2000),
		'\u{1F433}'.repeat(MEBIBYTE / 2),
		'\n'.repeat(MEBIBYTE),
		','.repeat(MEBIBYTE),
		', '.repeat(MEBIBYTE / 2),
		' '.repeat(MEBIBYTE),
		`data:image/png;base64,${'A'.repeat(MEBIBYTE)}`,
		`data:image/png${';x'.repeat(MEBIBYTE / 2)},AAAA`,
		`data:image/png;base64,${'A'.repeat(MEBIBYTE)}?`,
		`https://media.invalid/${'a'.repeat(MEBIBYTE)}.jpg`,
		`https://${'a.'.repeat(MEBIBYTE / 2)}invalid/`,
		`${LINK},`.repeat(MANY),
		`${LINK}\n`.repeat(MANY),
		'9'.repeat(MEBIBYTE),
		'x'.repeat(2501),
		'0'.repeat(MEBIBYTE),
		Array.from({ length: MANY }, () => LINK),
		Array.from({ length: MANY }, () => null),
		Array.from({ length: MANY }, (_, index) => ({ index })),
		Array.from({ length: MANY }, (_, index) => `field ${index}`),
		'name,'.repeat(MANY),
		Object.fromEntries(Array.from({ length: MANY }, (_, index) => [`key ${index}`, index])),
	],
	deep: [deep((inner) => [inner]), deep((inner) => ({ inner })), deep((inner) => [{ inner }])],
	'prototype name': [
		'__proto__',
		'constructor',
		'prototype',
		'toString',
		'valueOf',
		'hasOwnProperty',
		'__defineGetter__',
		'isPrototypeOf',
		'length',
		'then',
		parsed('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
		parsed('{"toString":"x","valueOf":null,"toJSON":1,"length":3}'),
		parsed('[{"toString":null}]'),
		parsed('{"then":1}'),
		['__proto__', 'constructor'],
		Object.create(null),
		booby('url'),
		booby('toString'),
		booby('length'),
		booby('toJSON'),
		booby(Symbol.toPrimitive),
	],
	markup: [
		'<script>alert(1)</script>',
		'<img src=x onerror=alert(1)>',
		'</td></table><h1>',
		'&lt;b&gt;&amp;',
		'"><svg/onload=1>',
		'<!--',
		'<b>bold</b>',
		'[link](javascript:alert(1))',
		'{{ $json }}',
		'${process.env}',
		'#{7*7}',
		'=1+1',
		'=HYPERLINK("x")',
		"'; DROP TABLE videos; --",
		'%s%n%x',
		'%00',
		'"quotes" \'and\' `ticks`',
		'\\',
		'\\u0000',
		'../../etc/passwd',
		'a'.padEnd(40, '\n'),
	],
	link: [
		'https://',
		'http://',
		'https:///a.jpg',
		'https:/media.invalid',
		'//media.invalid/a.jpg',
		'media.invalid/a.jpg',
		'https://[',
		'https://%',
		'http://media.invalid:99999/',
		'HTTPS://MEDIA.INVALID/A.JPG',
		'https://user:secret@media.invalid/a.jpg',
		'https://:@media.invalid/',
		'https://media.invalid/a.jpg\r\nX-Evil: 1',
		'https://media.invalid/a.jpg\r\n\r\n<html>',
		'https://media.invalid/a b.jpg',
		'https://media.invalid\\a.jpg',
		'https://media.invalid/a.jpg\u0000.png',
		'ftp://media.invalid/a.jpg',
		'file:///etc/passwd',
		'javascript:alert(1)',
		'gopher://media.invalid',
		'blob:https://media.invalid/1',
		'ws://media.invalid',
		's3://bucket/a.jpg',
		'data:',
		'data:,',
		'data:text/html,<script>',
		'data:image/png;base64,',
		'data:image/png;base64,????',
		'DATA:IMAGE/PNG;BASE64,AAAA',
		'data:video/mp4;base64,AAAA',
		'data:image/png;charset=utf-8;base64,AAAA',
		'data:image/png;base64,AAA',
		'data:image/png;base64,A-_A',
		'data:image/png;base64,AA=',
		'data:image/png;name="a,b";base64,AAAA',
		'data:application/pdf;base64,AAAA',
		'https://пример.invalid/а.jpg',
		'https://xn--e1afmkfd.invalid/',
		'https://media.invalid/\u{1F433}.jpg?a=1,b=2#c',
		'https://[::ffff:192.0.2.1]/a.jpg',
		`${LINK} ${LINK}`,
		`${LINK};${LINK}`,
		`"${LINK}"`,
		`<${LINK}>`,
		UUID,
		UUID.toUpperCase(),
		UUID.slice(1),
		`${UUID}0`,
		`{${UUID}}`,
		`urn:uuid:${UUID}`,
		UUID.replaceAll('-', ''),
		`${UUID},${UUID}`,
		'00000000-0000-0000-0000-000000000000',
	],
} as const satisfies Readonly<Record<string, readonly unknown[]>>;

type Kind = keyof typeof VALUES;

const KINDS = Object.keys(VALUES) as Kind[]; // it has no other keys

freezeAll(Object.values(VALUES).flat());

/** What the node gets is not its own to change: an attempt is a crash. */
function freezeAll(values: readonly unknown[]): void {
	const open = [...values];
	while (open.length > 0) {
		const value = open.pop();
		if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue;
		Object.freeze(value);
		for (const { value: inner } of Object.values(Object.getOwnPropertyDescriptors(value))) {
			open.push(inner);
		}
	}
}

const KINDS_OF_WORDS: readonly Kind[] = [
	'blank',
	'wrong type',
	'unicode',
	'huge',
	'deep',
	'prototype name',
	'markup',
	'words of programs',
];

export function hostileValue(property: INodeProperties, random: Random): Hostile {
	if (random.chance(0.3)) {
		const form = formValue(property, random);
		if (form !== undefined) return form;
	}
	if (random.chance(0.25)) return { kind: 'near miss', value: oneOf(nearMisses(property), random) };
	// Megabytes in every other field would only make it slow.
	const kind = random.weighted(
		kindsFor(property).map((each) => [each, each === 'huge' ? 0.3 : 1] as const),
	);
	return { kind, value: oneOf(VALUES[kind], random) };
}

/** Forms of the tables: either understood, or refused. */
function formValue(property: INodeProperties, random: Random): Hostile | undefined {
	if (property.name === 'positivePrompt') {
		const [value] = random.pick(BROKEN_PROMPTS);
		return { kind: 'broken prompt', value };
	}
	if (meaningOf(property) === 'shots') {
		const [value] = random.pick([...NO_SHOTS, ...PLAIN_SHOTS, ...OTHER_SHOTS]);
		return { kind: 'written shots', value };
	}
	if (meaningOf(property) === 'link' && !/^(webhookURL|uploadEndpoint)$/.test(property.name)) {
		return random.pick<() => Hostile>([
			() => ({ kind: 'page', value: random.pick(NO_FILES)[0], links: [] }),
			() => {
				const [value, link] = random.pick(LINKS);
				return { kind: 'written link', value, links: [link] };
			},
			() => {
				const [value, links] = random.pick(LISTS);
				return { kind: 'written list', value, links };
			},
			() => ({ kind: 'nothing', value: oneOf(NOTHING, random), links: [] }),
		])();
	}
	if (property.name === 'aspectRatio') return { kind: 'no ratio', value: oneOf(NO_RATIOS, random) };
	return { kind: 'nothing', value: oneOf(NOTHING, random) };
}

/** As `random.pick`, but `undefined` is a choice too. */
function oneOf(choices: readonly unknown[], random: Random): unknown {
	return choices[random.between(0, choices.length - 1)];
}

function kindsFor(property: INodeProperties): readonly Kind[] {
	return property.type === 'string' && meaningOf(property) === 'words' ? KINDS_OF_WORDS : KINDS;
}

function nearMisses(property: INodeProperties): readonly unknown[] {
	const { minValue = 0, maxValue = 100 } = property.typeOptions ?? {};
	switch (property.type) {
		case 'options':
			return choicesOf(property).flatMap((choice) => {
				const text = String(choice);
				return [
					text.slice(0, -1),
					`${text}x`,
					`${text}\u200b`,
					text.replace('o', 'о'),
					`${text},${text}`,
					[choice],
					{ value: choice },
				];
			});
		case 'number':
			return [
				minValue - 1,
				maxValue + 1,
				minValue + 0.5,
				`${minValue} - ${maxValue}`,
				[minValue],
				{ value: minValue },
				-minValue,
				`${minValue}.`,
				minValue / 10,
			];
		case 'boolean':
			return ['tru', 'f', 1, 0, [true], { value: true }, 'true\u200b', 'trué'];
		default:
			return [
				'x',
				' x ',
				`${UUID} `,
				UUID.replace('4', 'g'),
				[LINK],
				`${LINK},,${LINK}`,
				'photo,',
				'Photo',
				'photo ',
				'missing',
				'broken',
				'empty',
				'clip,photo',
				['photo', null],
			];
	}
}
