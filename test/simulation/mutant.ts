/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run outside n8n */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import { transformSync } from '@swc/core';
import { FILES } from './core';
import type { Core } from './core';

/** A part of the core that prevents a fault, and what is left when it is taken out. */
export interface Safeguard {
	/** What the safeguard is, as a reader would say it. */
	readonly name: string;
	/** In nodes/Kling/runware. */
	readonly file: string;
	/** Occurs exactly once in the file. */
	readonly snippet: string;
	readonly without: string;
}

export const CORE_FOLDER = resolve(__dirname, '../../nodes/Kling/runware');

/** The core without one safeguard, compiled in memory: no file is written. */
export function mutant(safeguard: Safeguard, folder = CORE_FOLDER): Core {
	const path = resolve(folder, safeguard.file);
	const source = readFileSync(path, 'utf8');
	const found = source.split(safeguard.snippet).length - 1;
	if (found !== 1) {
		throw new Error(
			`The safeguard '${safeguard.name}' has moved: its snippet occurs ${found} times in ${safeguard.file}. Bring test/simulation/safeguards.ts up to date.`,
		);
	}
	return loadCore(
		new Map([[path, source.replace(safeguard.snippet, () => safeguard.without)]]),
		folder,
	);
}

/** The core with some files' text replaced. */
export function loadCore(replaced: ReadonlyMap<string, string>, folder = CORE_FOLDER): Core {
	const loaded = new Map<string, object>();

	function load(path: string): unknown {
		const known = loaded.get(path);
		if (known !== undefined) return known;
		const exports = {};
		loaded.set(path, exports);
		const code = compiled(path, replaced.get(path) ?? readFileSync(path, 'utf8'));
		const run: unknown = compileFunction(code, ['exports', 'require'], { filename: path });
		if (typeof run !== 'function') throw new Error(`${path} was not compiled`);
		Reflect.apply(run, undefined, [
			exports,
			(name: string) => load(resolve(dirname(path), `${name}.ts`)),
		]);
		return exports;
	}

	const parts = Object.entries(FILES).map(([name, file]) => {
		const exported = load(resolve(folder, file)) as Readonly<Record<string, unknown>>; // a module's exports
		if (typeof exported[name] !== 'function') throw new Error(`${file} exports no ${name}`);
		return [name, exported[name]] as const;
	});
	for (const path of replaced.keys()) {
		if (!loaded.has(path)) throw new Error(`${path} is no part of the core`);
	}
	return Object.fromEntries(parts) as Core; // the real core's names, each a function
}

const compilations = new Map<string, string>();

function compiled(path: string, source: string): string {
	const known = compilations.get(source);
	if (known !== undefined) return known;
	const { code } = transformSync(source, {
		filename: path,
		configFile: false,
		swcrc: false,
		jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
		module: { type: 'commonjs' },
	});
	compilations.set(source, code);
	return code;
}
