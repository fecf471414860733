import type { INodeProperties } from 'n8n-workflow';

import { A, B, LINKS, LISTS, RATIOS, YES_OR_NO } from '../parameters/forms';
import type { Form } from '../parameters/forms';
import type { Random } from '../simulation/random';
import { isList, meaningOf } from './validValues';

/** Forms in which any other link can stand as well. */
const LINK_FORMS = formsOf(LINKS, A).filter(isTemplate);
const LIST_FORMS = LISTS.filter(([, links]) => String(links) === String([A, B]))
	.map(([form]) => form)
	.filter(isTemplate);

function isTemplate(form: unknown): boolean {
	return JSON.stringify(filledIn(form, [[A, 'another']])).includes('another');
}

/** Forms that are understood wherever an address stands, media or not. */
const ADDRESS_FORMS: readonly string[] = [
	A,
	` ${A} `,
	`"${A}"`,
	`<${A}>`,
	`\ufeff${A}\u200b`,
	`(${A})`,
];
const UUID_FORMS: readonly string[] = [
	'UUID',
	' UUID ',
	'"UUID"',
	'{UUID}',
	'\u200bUUID',
	"'UUID'",
];

/** How a sheet, a base, a form or an agent may write a value. */
export function written(
	value: string | number | boolean,
	property: INodeProperties,
	random: Random,
): unknown {
	if (typeof value === 'boolean') return random.pick(formsOf(YES_OR_NO, value));
	if (typeof value === 'number') return random.pick(numberForms(value, property));
	if (property.name === 'aspectRatio') return random.pick(formsOf(RATIOS, value));
	if (property.type === 'options') {
		const entry = property.options?.find((each) => 'value' in each && each.value === value);
		const name = entry?.name ?? value;
		return random.pick([
			value,
			value.toUpperCase(),
			name,
			`\t${value}\n`,
			`${name}\u200b`,
			[value],
		]);
	}
	switch (meaningOf(property)) {
		case 'link':
			return writtenLinks(linksIn(value), property, random);
		case 'mediaUUID':
		case 'taskUUID':
			return random.pick(UUID_FORMS).replace('UUID', value);
		case 'words':
			return random.pick([
				value,
				value,
				` ${value}\n`,
				`\ufeff${value}\u200b`,
				`\u00a0${value}\u00ad`,
			]);
		default:
			return isList(property) && random.chance(0.3)
				? value.split(',').map((each) => each.trim())
				: value;
	}
}

/** The entries of a valid value of a link field. */
export function linksIn(value: string): readonly string[] {
	return value.split(/[\n\r, ]+/);
}

function writtenLinks(
	links: readonly string[],
	property: INodeProperties,
	random: Random,
): unknown {
	if (property.name === 'webhookURL' || property.name === 'uploadEndpoint') {
		return random.pick(ADDRESS_FORMS).replace(A, links[0] ?? '');
	}
	const [one = '', other, ...more] = links;
	if (other === undefined) return filledIn(random.pick(LINK_FORMS), [[A, one]]);
	if (more.length === 0) {
		const pairs = [[A, one] as const, [B, other] as const];
		return filledIn(random.pick(LIST_FORMS), pairs);
	}
	const forms = links.map((link) => filledIn(random.pick(LINK_FORMS), [[A, link]]));
	return random.pick<unknown>([
		forms,
		links.join(random.pick(['\n', ',', ', ', '\r\n', ';', ' | ', ' ', '\t'])),
		JSON.stringify(links),
	]);
}

/** A form with other links in place of its own. */
function filledIn(form: unknown, links: readonly (readonly [string, string])[]): unknown {
	const slashed = (text: string) => text.replaceAll('/', '\\/');
	if (typeof form === 'string') {
		return links.reduce(
			(text, [own, link]) => text.replaceAll(own, link).replaceAll(slashed(own), slashed(link)),
			form,
		);
	}
	if (Array.isArray(form)) return form.map((entry) => filledIn(entry, links));
	if (typeof form !== 'object' || form === null) return form;
	return Object.fromEntries(
		Object.entries(form).map(([key, entry]) => [key, filledIn(entry, links)]),
	);
}

function formsOf<Meaning>(forms: readonly Form<Meaning>[], meaning: unknown): readonly unknown[] {
	return forms.filter(([, means]) => means === meaning).map(([form]) => form);
}

function numberForms(value: number, { name }: INodeProperties): readonly unknown[] {
	const plain = [value, String(value), ` ${value} `, `\u200b${value}`, [value]];
	if (name === 'duration')
		return [...plain, `${value} s`, `${value} Seconds`, `${value}.0`, `${value},0`];
	return Number.isInteger(value) ? [...plain, `${value}.0`, `+${value}`] : plain;
}
