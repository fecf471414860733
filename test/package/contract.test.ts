import { closeEngine } from '../engine/engine';
import { loadPackage } from '../engine/package';
import {
	allOptions,
	allProperties,
	contractOf,
	isRowField,
	isShownInOrder,
	isTitleCase,
} from './description';

async function builtProperties() {
	const loader = await loadPackage();
	const { type } = loader.getNode('kling');
	if (!('properties' in type.description)) throw new Error('kling has no single version');
	return {
		node: type.description.properties,
		credential: loader.getCredential('runwareApi').type.properties,
	};
}

afterAll(closeEngine);

describe('what saved workflows depend on', () => {
	it('is the same for the node', async () => {
		expect(contractOf((await builtProperties()).node)).toMatchSnapshot();
	});

	it('is the same for the credential', async () => {
		expect(contractOf((await builtProperties()).credential)).toMatchSnapshot();
	});
});

describe('the fields of the node', () => {
	it('are shown by resource and operation first, then by what may be an expression', async () => {
		const { node } = await builtProperties();
		const wrong = [
			...allProperties(node).filter(({ property }) => !isShownInOrder(property)),
			...allOptions(node).filter(({ option }) => !isShownInOrder(option)),
		];
		expect(wrong.map(({ path }) => path)).toEqual([]);
	});

	it('are not required by n8n where each row may be different', async () => {
		const { node } = await builtProperties();
		const required = allProperties(node).filter(
			({ property }) => property.required === true && isRowField(property),
		);
		expect(required.map(({ path }) => path)).toEqual([]);
	});

	it('take no expression only where the form itself depends on it', async () => {
		const { node } = await builtProperties();
		const fixed = allProperties(node).filter(({ property }) => property.noDataExpression === true);
		expect([...new Set(fixed.map(({ path }) => path))].sort()).toEqual(['operation', 'resource']);
	});

	it('have labels in Title Case', async () => {
		const { node, credential } = await builtProperties();
		const labels = [...allProperties(node), ...allProperties(credential)]
			.filter(({ property }) => property.type !== 'notice')
			.map(({ property }) => property.displayName);
		expect(labels.filter((label) => !isTitleCase(label))).toEqual([]);
	});

	it('have choices that are explained or speak for themselves', async () => {
		const { node } = await builtProperties();
		const unexplained = allOptions(node).filter(
			({ option }) => !option.description && !isTitleCase(option.name),
		);
		expect(unexplained.map(({ path }) => path)).toEqual([]);
	});

	it('never ask a user for JSON', async () => {
		const { node, credential } = await builtProperties();
		const words = [
			...[...allProperties(node), ...allProperties(credential)].flatMap(({ property }) => [
				property.displayName,
				property.description,
				property.hint,
				property.placeholder,
			]),
			...allOptions(node).flatMap(({ option }) => [option.name, option.description]),
		];
		expect(words.filter((text) => text?.includes('JSON'))).toEqual([]);
	});
});

describe('the checks themselves', () => {
	const field = { displayName: 'Field', name: 'field', type: 'string', default: '' } as const;

	it('see a condition that stands too late', () => {
		const show = (...names: string[]) => ({
			...field,
			displayOptions: { show: Object.fromEntries(names.map((name) => [name, ['x']])) },
		});
		expect(isShownInOrder(show('resource', 'operation', 'model', 'inputMode'))).toBe(true);
		expect(isShownInOrder(show('/resource', '/operation', '/inputMode', 'other'))).toBe(true);
		expect(isShownInOrder(show('inputMode', 'operation'))).toBe(false);
		expect(isShownInOrder(show('operation', 'resource', 'inputMode'))).toBe(false);
		expect(isShownInOrder(show('resource', 'other', 'operation'))).toBe(false);
	});

	it('see a field of a mode', () => {
		expect(isRowField({ ...field, displayOptions: { show: { inputMode: ['text'] } } })).toBe(true);
		expect(isRowField({ ...field, displayOptions: { show: { operation: ['edit'] } } })).toBe(true);
		expect(isRowField({ ...field, displayOptions: { show: { operation: ['get'] } } })).toBe(false);
	});

	it.each(['Put Output File in Field', 'When to Continue', 'Spending Limit (USD)', '16:9'])(
		'take %s as Title Case',
		(label) => {
			expect(isTitleCase(label)).toBe(true);
		},
	);

	it.each(['First frame', 'url', ''])('do not take "%s" as Title Case', (label) => {
		expect(isTitleCase(label)).toBe(false);
	});
});
