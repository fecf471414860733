/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RunwareApi } from '../../credentials/RunwareApi.credentials';
import { form } from '../../nodes/Kling/form/form';
import { packageRoot } from '../engine/built';
import { allOptions, allProperties } from './description';

/** Rules of n8n's page "UX guidelines" that its linter does not check, or not where fields are derived. */

const fields = allProperties([...form, ...new RunwareApi().properties]);
const operations = allOptions(form).filter(({ path }) => path.startsWith('operation='));

/** Texts with the place at which they stand. */
function textsOf(name: 'description' | 'hint' | 'placeholder'): Array<[string, string]> {
	const choices = name === 'description' ? allOptions(form) : [];
	return [
		...fields.map(({ path, property }) => [path, property[name] ?? ''] as const),
		...choices.map(({ path, option }) => [path, option.description ?? ''] as const),
	].flatMap(([path, text]) => (text === '' ? [] : [[path, text] as [string, string]]));
}

const pathsOf = (texts: Array<[string, string]>) => texts.map(([path]) => path);

describe('the texts of the form', () => {
	it('are there to be checked', () => {
		expect(textsOf('placeholder').length).toBeGreaterThan(5);
		expect(textsOf('description').length).toBeGreaterThan(30);
		expect(operations.length).toBe(6);
	});

	it('have placeholders that begin with "e.g."', () => {
		// On the button of a collection it is n8n's own word.
		const examples = textsOf('placeholder').filter(([path]) => path !== 'options');
		expect(examples.filter(([, text]) => !text.startsWith('e.g. '))).toEqual([]);
	});

	it('have descriptions of switches that begin with "Whether"', () => {
		const switches = fields.filter(({ property }) => property.type === 'boolean');
		expect(switches.length).toBeGreaterThan(3);
		expect(
			switches.filter(({ property }) => !property.description?.startsWith('Whether ')),
		).toEqual([]);
	});

	it('begin with a capital, and have no full stop after one sentence alone', () => {
		const texts = [...textsOf('description'), ...textsOf('hint')];
		expect(pathsOf(texts.filter(([, text]) => /^[a-z]/.test(text)))).toEqual([]);
		const single = texts.filter(([, text]) => !/[.!?:]\s/.test(text.replace(/e\.g\. /g, '')));
		expect(pathsOf(single.filter(([, text]) => text.endsWith('.')))).toEqual([]);
	});

	it('mask what is secret', () => {
		const secret = fields.filter(({ property }) => /key|token|secret/i.test(property.name));
		const shown = secret.filter(({ property }) => property.typeOptions?.password !== true);
		// A name that the user gives his video, which must be seen.
		expect(shown.map(({ path }) => path)).toEqual(['options.uniqueKey']);
	});
});

describe('the operations', () => {
	it.each(operations)(
		'$path has an action in sentence case, with its object and no article',
		({ option }) => {
			const action = option.action ?? '';
			expect(action).toMatch(/^[A-Z][a-z]+( [a-z]+)+$/);
			expect(action).not.toMatch(/\b(a|an|the)\b/);
			expect(action).toMatch(/video|media|account/);
			expect(action.startsWith(option.name)).toBe(true);
		},
	);

	it.each(operations)('$path is described in other words than its name', ({ option }) => {
		expect(option.description?.split(' ').length).toBeGreaterThan(2);
		expect(option.description).not.toBe(option.action);
	});
});

describe('the messages', () => {
	it('do not speak of errors, problems, failures and mistakes of ours', () => {
		const lines = readFileSync(join(packageRoot, 'docs/messages.md'), 'utf8').split('\n');
		const messages = lines.filter((line) => /^[-|] /.test(line));
		expect(messages.length).toBeGreaterThan(50);
		// An error of the sheet, of an expression, or Runware's own code is called what it is.
		const named = /error of the spreadsheet|expression in '[^']+' has an error|error codes?\b/;
		expect(
			messages.filter((line) =>
				/\b(errors?|problems?|failures?|mistakes?)\b/i.test(line.replace(named, '')),
			),
		).toEqual([]);
	});
});
