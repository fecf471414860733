/** Its own types are out of reach of this project's module resolution. */
declare module 'vega-lite' {
	import type { Spec } from 'vega';

	export function compile(spec: object): { readonly spec: Spec };
}
