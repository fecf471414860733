import { fromFlatted } from './flatted';

describe('a text in the flatted form', () => {
	it('gives texts, numbers, lists and objects', () => {
		const text = '[{"name":"1","list":"2","count":3},"two",["1",true,null,"3"],{}]';
		expect(fromFlatted(text)).toEqual({
			name: 'two',
			list: ['two', true, null, {}],
			count: 3,
		});
	});

	it('gives what stands twice as one object', () => {
		const value = fromFlatted('[{"a":"1","b":"1"},{}]');
		expect(value).toEqual({ a: {}, b: {} });
		const { a, b } = value as { a: unknown; b: unknown };
		expect(a).toBe(b);
	});

	it('ends where an object holds itself', () => {
		const value = fromFlatted('[{"self":"0"}]') as { self: unknown };
		expect(value.self).toBe(value);
	});

	it('is an error when it is something else', () => {
		expect(() => fromFlatted('{}')).toThrow('flatted text is unexpected');
	});
});
