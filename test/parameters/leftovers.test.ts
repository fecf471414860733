import { leftoverIn } from '../../nodes/Kling/parameters/leftovers';
import { MESSAGES } from '../../nodes/Kling/parameters/messages';

const foundIn = (text: string, sentence: unknown) => {
	const leftover = leftoverIn(text);
	return leftover?.sentence === sentence ? leftover?.found : leftover;
};

describe('an error of a sheet', () => {
	it.each([
		...['REF!', 'N/A', 'VALUE!', 'NAME?', 'DIV/0!', 'NUM!', 'NULL!', 'GETTING_DATA', 'FIELD!'],
		...['WERT!', 'NV', 'ZAHL!', 'NOM?', 'NOMBRE!', 'ERREUR!', '¡VALOR!', '¿NOMBRE?', '¡DIV/0!'],
		...['RIF!', 'NOME?', 'N/D', 'NÚM!', 'ERRO!', 'VERW!', 'NAAM?', 'GETAL!', 'N/B', 'DEEL/0!'],
		...['PROPAGATION!', 'DIV/0 !', 'ESPANSIONE!', '#REF!, #N/A'.slice(1)],
		...['ADR!', 'NAZWA?', 'LICZBA!', 'SAYI!', 'AD?', 'DEĞER!', 'YOK', 'ССЫЛКА!', 'ИМЯ?', 'Н/Д'],
	])('is #%s', (name) => {
		const written = [`#${name}`, `"#${name}"`, `='#${name}'`, `#${name.toLowerCase()}`];
		for (const text of name === 'DEĞER!' ? written.slice(0, 3) : written) {
			expect([text, foundIn(text, MESSAGES.sheetError)]).toEqual([text, text]);
		}
	});

	it('may have a number', () => {
		expect(foundIn('Err:508', MESSAGES.sheetError)).toBe('Err:508');
	});

	it.each([
		'#NAM',
		'#NAME',
		'REF!',
		'#REF! melts',
		'a #REF!',
		'Err:50',
		'Err:5088',
		'#NAMEE',
		'##NV',
	])('is not %s', (text) => {
		expect(leftoverIn(text)).toBeUndefined();
	});
});

describe('a sheet that is still calculating', () => {
	it.each([
		...[
			'Loading...',
			'LOADING…',
			'Loading data...',
			'loading ..',
			'Wird geladen...',
			'chargement…',
		],
		...['cargando...', 'Caricamento...', 'carregando...', 'Laden...', 'Loading  …'],
	])('says %s', (text) => {
		expect(foundIn(text, MESSAGES.loading)).toBe(text);
	});

	it.each(['Loading', 'Loading.', 'Now loading...', 'Loading... done', 'Loading cargo...'])(
		'does not say %s',
		(text) => {
			expect(leftoverIn(text)).toBeUndefined();
		},
	);
});

describe('a word of a program', () => {
	it.each([
		...['undefined', 'NULL', 'NaN', 'undefined undefined', 'null, null', 'nan;null', 'null.'],
		...[
			'"undefined"',
			"'null'",
			'(null)',
			'<null>',
			'[null, null]',
			'null|undefined',
			'null - nan',
		],
		...['undefined/undefined', 'null:null'],
	])('is %s', (text) => {
		expect(foundIn(text, MESSAGES.programWord)).toBe(text);
	});

	it.each(['null island', 'the null', 'nullnot', 'nan bread', '{null}', '""'])(
		'is not %s',
		(text) => {
			expect(leftoverIn(text)).toBeUndefined();
		},
	);
});

describe('what was meant as an expression', () => {
	it.each([
		['A film of {{$json.title}} at dusk', '{{$json.title}}'],
		['={{ $json.prompt }}', '={{ $json.prompt }}'],
		['{{ }}', '{{ }}'],
		['a {{ f({ a: 1 }) }} b {{ x }}', '{{ f({ a: 1 }) }}'],
		['{{ {a}{b} }} x', '{{ {a}{b} }}'],
		['={{ $json.x', '={{ $json.x'],
		['=$json.x', '=$json.x'],
		['= $input.first()', '= $input.first()'],
		['$json["a"] + 1', '$json["a"] + 1'],
		['$node["a"]', '$node["a"]'],
		['$vars.x', '$vars.x'],
		['$item.x', '$item.x'],
		["$fromAI('x')", "$fromAI('x')"],
		["$('Form').item", "$('Form').item"],
		['$("Form").item', '$("Form").item'],
	])('stands in %s', (text, found) => {
		expect(foundIn(text, MESSAGES.expressionAsText)).toBe(found);
	});

	it.each([
		...[
			'cost: $json.x',
			'$jsonx.a',
			'$json. A',
			'$node',
			'$(a)',
			"$ ('a')",
			'x ={{ $json',
			'{{ a }',
		],
		...['$.99', '$fromAI', '{a}', '{ {a} }'],
	])('does not stand in %s', (text) => {
		expect(leftoverIn(text)).toBeUndefined();
	});
});

describe('a group of fields, or a placeholder, in a text', () => {
	it.each([
		['a [object Object] b', '[object Object]'],
		['[object Undefined]', '[object Undefined]'],
		['[object U]', '[object U]'],
	])('%s holds %s', (text, found) => {
		expect(foundIn(text, MESSAGES.groupAsText)).toBe(found);
	});

	it.each([
		['a ${title} b', '${title}'],
		['${} x ${y}', '${}'],
	])('%s holds %s', (text, found) => {
		expect(foundIn(text, MESSAGES.placeholder)).toBe(found);
	});

	it.each([
		'[object of desire]',
		'[an object]',
		'[object Object',
		'$ {title}',
		'${title',
		'$title',
	])('%s holds none', (text) => {
		expect(leftoverIn(text)).toBeUndefined();
	});

	it('is looked for in what a cell may hold', () => {
		expect(leftoverIn(`${'a'.repeat(5990)}\${title}`)?.found).toBe('${title}');
		expect(leftoverIn(`${'a'.repeat(6000)}\${title}`)).toBeUndefined();
	});
});
