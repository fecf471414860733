/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { packageRoot, sourceFiles } from '../engine/built';
import { problemsOf } from './imports';

const sources = sourceFiles()
	.filter((path) => path.endsWith('.ts'))
	.map((path) => ({
		path: path.split(sep).join('/'),
		text: readFileSync(join(packageRoot, path), 'utf8'),
	}));

describe('the arrows between the folders of the package', () => {
	it('are looked for in the real sources', () => {
		const paths = sources.map(({ path }) => path);
		expect(paths).toContain('nodes/KlingO1/KlingO1.node.ts');
		expect(paths).toContain('credentials/RunwareApi.credentials.ts');
	});

	it('are kept by every source file', () => {
		expect(sources.flatMap(problemsOf)).toEqual([]);
	});
});

describe('the check of the arrows', () => {
	const inFolder = (folder: string, text: string) =>
		problemsOf({ path: `nodes/KlingO1/${folder}/example.ts`, text });

	it.each([
		['catalog', "import type { INodeProperties } from 'n8n-workflow';"],
		['catalog', "import { modes } from './modes';"],
		['form', "import { modes } from '../catalog/modes';"],
		['form', "import { type INodeProperties } from 'n8n-workflow';"],
		['request', "import type { Task } from '../runware/protocol';"],
		['runware', "import type { Task } from './protocol';"],
		['operations', "import { NodeOperationError } from 'n8n-workflow';"],
		['operations', "import { randomUUID } from 'crypto';"],
		['operations', "import { poll } from '../runware/poll';"],
	])('lets %s say %s', (folder, text) => {
		expect(inFolder(folder, text)).toEqual([]);
	});

	it.each([
		['catalog', "import { sleep } from 'n8n-workflow';"],
		['catalog', "import { field } from '../form/fields';"],
		['catalog', "import { randomUUID } from 'crypto';"],
		['form', "import { NodeConnectionTypes } from 'n8n-workflow';"],
		['form', "import type { Task } from '../runware/protocol';"],
		['request', "import { isTask } from '../runware/protocol';"],
		['request', "import type { Client } from '../runware/client';"],
		['request', "import { type IDataObject, sleep } from 'n8n-workflow';"],
		['runware', "import type { IDataObject } from 'n8n-workflow';"],
		['runware', "import { modes } from '../catalog/modes';"],
		['runware', "export * from '../catalog/modes';"],
		['runware', "type Task = import('../catalog/modes').Mode;"],
		['operations', "import { request } from 'undici';"],
		['operations', "import { readFile } from 'node:fs';"],
		['operations', "const { request } = require('undici');"],
		['operations', "const undici = await import('undici');"],
		['elsewhere', 'export const one = 1;'],
	])('does not let %s say %s', (folder, text) => {
		expect(inFolder(folder, text)).toHaveLength(1);
	});

	it.each(['const a = b as any;', 'const a: any = b;', 'const a: any[] = b;', 'f<any>();'])(
		'finds the any in %s',
		(text) => {
			expect(inFolder('runware', text)).toEqual([expect.stringContaining("uses 'any'")]);
		},
	);

	it('does not mistake words for types', () => {
		expect(inFolder('runware', "// any: any\nconst text = 'as any';")).toEqual([]);
	});

	it('counts lines', () => {
		expect(inFolder('runware', 'void 0;\n'.repeat(250))).toEqual([]);
		expect(inFolder('runware', 'void 0;\n'.repeat(251))).toEqual([
			expect.stringContaining('251 lines'),
		]);
	});

	it.each(['utils.ts', 'helpers.ts', 'common.ts', 'misc.ts', 'shared.ts', 'index.ts'])(
		'refuses the file name %s',
		(name) => {
			expect(problemsOf({ path: `nodes/KlingO1/runware/${name}`, text: '' })).toEqual([
				expect.stringContaining(`the name '${name}'`),
			]);
		},
	);

	it('holds credentials to n8n-workflow', () => {
		const path = 'credentials/RunwareApi.credentials.ts';
		expect(problemsOf({ path, text: "import { request } from 'undici';" })).toHaveLength(1);
		expect(problemsOf({ path, text: "import { Icon } from 'n8n-workflow';" })).toEqual([]);
	});
});
