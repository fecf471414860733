import type { INodeProperties } from 'n8n-workflow';

import { form } from '../../nodes/Kling/form/form';
import { shownField } from './shown';

/** Every field, also those of a collection, and every entry of a list. */
function everyField(fields: readonly INodeProperties[]): readonly INodeProperties[] {
	return fields.flatMap((field) => [
		field,
		...(field.type === 'collection' ? everyField((field.options ?? []) as INodeProperties[]) : []), // a collection's options are fields
	]);
}

const FIELDS = everyField(form);
const CHOICES = FIELDS.filter(({ type }) => type === 'options').flatMap(
	({ displayName, options = [] }) => options.map((option) => ({ displayName, option })),
);

/** n8n explains these two itself, and a collection explains itself by its fields. */
const UNEXPLAINED = ['resource', 'operation', 'options'];

describe('what the form says', () => {
	it('is there for every field', () => {
		for (const field of FIELDS) {
			expect(field.displayName).toMatch(/^[A-Z]\S/);
			if (!UNEXPLAINED.includes(field.name)) {
				const explained = field.description ?? field.hint;
				expect([field.name, explained]).toEqual([field.name, expect.stringMatching(/^[A-Z].{15}/)]);
			}
			if ('hint' in field) expect(field.hint).toMatch(/^[A-Z&].{15}/);
		}
	});

	it('is there for every choice', () => {
		for (const { displayName, option } of CHOICES) {
			const named = expect.stringMatching(/^[A-Z0-9]./);
			const explained = expect.stringMatching(/^[A-Z].{10}/);
			if (displayName === 'Duration') expect(option).toMatchObject({ name: named });
			else expect(option).toMatchObject({ name: named, description: explained });
		}
	});

	it.each(['positivePrompt', 'taskUUID', 'mediaUUID', 'uniqueKey', 'webhookURL', 'uploadEndpoint'])(
		'has an example for %s',
		(name) => {
			for (const field of FIELDS.filter((each) => each.name === name)) {
				expect(field.placeholder).toMatch(/^e\.g\. \S/);
			}
		},
	);

	it('has an example for every link and every file', () => {
		const media = FIELDS.filter(({ name }) =>
			/^(firstFrame|lastFrame|reference(Images|Video)|video|media)(BinaryFields?)?$/.test(name),
		);
		expect(media.length).toBeGreaterThan(11);
		for (const { name, placeholder } of media) {
			const example = name.includes('Binary')
				? /^e\.g\. photo/
				: /^e\.g\. https:\/\/example\.com\//;
			expect(placeholder).toMatch(example);
		}
	});
});

describe('what the form says of reference images', () => {
	const hintIn = (given: object) =>
		shownField({ resource: 'video', operation: 'generate', ...given }, 'referenceImages').hint;
	const NAMED =
		'In the prompt, refer to them as &lt;&lt;&lt;image_1&gt;&gt;&gt;, &lt;&lt;&lt;image_2&gt;&gt;&gt; and so on.';

	it.each([
		[{ inputMode: 'referenceImages' }, 'One link per line, up to 7.'],
		[{ inputMode: 'referenceVideo' }, 'Optional. One link per line, up to 4.'],
		[{ operation: 'edit' }, 'Optional. One link per line, up to 4.'],
		[{ inputMode: 'auto' }, 'One link per line: up to 7, or up to 4 with a reference video.'],
	])('is how many there may be, and how a prompt speaks of them: %j', (given, howMany) => {
		expect(hintIn(given)).toBe(`${howMany} ${NAMED}`);
	});
});
