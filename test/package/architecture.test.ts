/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { packageRoot, sourceFiles } from '../engine/built';
import { problemsOf, problemsTogether } from './imports';

const sources = sourceFiles()
	.filter((path) => path.endsWith('.ts'))
	.map((path) => ({
		path: path.split(sep).join('/'),
		text: readFileSync(join(packageRoot, path), 'utf8'),
	}));

describe('the arrows between the folders of the package', () => {
	it('are looked for in the real sources', () => {
		const paths = sources.map(({ path }) => path);
		expect(paths).toContain('nodes/Kling/Kling.node.ts');
		expect(paths).toContain('credentials/RunwareApi.credentials.ts');
	});

	it('are kept by every source file', () => {
		expect(sources.flatMap(problemsOf)).toEqual([]);
	});

	it('form no circle; no name occurs twice, and no folder is crowded', () => {
		expect(problemsTogether(sources)).toEqual([]);
	});
});

describe('the check of the arrows', () => {
	const inFolder = (folder: string, text: string) =>
		problemsOf({ path: `nodes/Kling/${folder}/example.ts`, text });

	it.each([
		['catalog', "import { modes } from './modes';"],
		['catalog', "import type { Task } from '../runware/wire/protocol';"],
		['fields', "import type { INodeProperties } from 'n8n-workflow';"],
		['fields', "import { modes } from '../catalog/modes';"],
		['form', "import { modes } from '../catalog/modes';"],
		['form', "import { type INodeProperties } from 'n8n-workflow';"],
		['request', "import type { Task } from '../runware/wire/protocol';"],
		['runware/wire', "import type { Task } from './protocol';"],
		['runware/buying', "import { poll } from '../waiting/poll';"],
		['runware', "import { createSubmit } from './buying/submit';"],
		['rows', "import { createClock } from '../n8n/connection';"],
		['operations', "import { NodeOperationError } from 'n8n-workflow';"],
		['operations', "import { randomUUID } from 'crypto';"],
		['operations', "import { runTasks } from '../runware/runTasks';"],
	])('lets %s say %s', (folder, text) => {
		expect(inFolder(folder, text)).toEqual([]);
	});

	it.each([
		['catalog', "import type { INodeProperties } from 'n8n-workflow';"],
		['catalog', "import { options } from '../fields/taskOptions';"],
		['catalog', "import { randomUUID } from 'crypto';"],
		['fields', "import { sleep } from 'n8n-workflow';"],
		['fields', "import { field } from '../form/form';"],
		['form', "import { NodeConnectionTypes } from 'n8n-workflow';"],
		['form', "import type { Task } from '../runware/wire/protocol';"],
		['request', "import { isTask } from '../runware/wire/protocol';"],
		['request', "import type { Client } from '../runware/client';"],
		['request', "import { type IDataObject, sleep } from 'n8n-workflow';"],
		['runware', "import type { IDataObject } from 'n8n-workflow';"],
		['runware', "import { modes } from '../catalog/modes';"],
		['runware', "export * from '../catalog/modes';"],
		['runware', "type Task = import('../catalog/modes').Mode;"],
		['runware/wire', "import { poll } from '../waiting/poll';"],
		['runware/waiting', "import { createSubmit } from '../buying/submit';"],
		['runware/buying', "import { runTasks } from '../runTasks';"],
		['n8n', "import type { RowFailure } from '../results/RowFailure';"],
		['results', "import { readRows } from '../rows/readRows';"],
		['rows', "import { runRows } from '../running/runRows';"],
		['running', "import { pause } from '../pause/pause';"],
		['pause', "import { operations } from '../operations/operations';"],
		['operations', "import { createWatch } from '../runware/waiting/watch';"],
		['operations', "import { request } from 'undici';"],
		['operations', "import { readFile } from 'node:fs';"],
		['operations', "const { request } = require('undici');"],
		['operations', "const undici = await import('undici');"],
		['elsewhere', 'export const one = 1;'],
	])('does not let %s say %s', (folder, text) => {
		expect(inFolder(folder, text)).toHaveLength(1);
	});

	const file = (name: string, text = '') => ({ path: `nodes/Kling/${name}.ts`, text });

	it('finds a circle, of types too', () => {
		const files = [
			file('runware/wire/one', "import type { Two } from '../tasks/two';"),
			file('runware/tasks/two', "import { three } from './three';"),
			file('runware/tasks/three', "import { one } from '../wire/one';"),
		];
		expect(problemsTogether(files)).toEqual([expect.stringContaining('a circle')]);
		expect(problemsTogether(files.slice(1))).toEqual([]);
	});

	it('finds a name that occurs twice', () => {
		expect(problemsTogether([file('catalog/modes'), file('form/modes')])).toEqual([
			"nodes/Kling/form/modes.ts: another file has the name 'modes.ts' too",
		]);
	});

	it('finds a folder of more than twelve files', () => {
		const files = Array.from({ length: 13 }, (_, index) => file(`rows/file${index}`));
		expect(problemsTogether(files.slice(1))).toEqual([]);
		expect(problemsTogether(files)).toEqual(['nodes/Kling/rows: has 13 files, more than 12']);
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
			expect(problemsOf({ path: `nodes/Kling/runware/${name}`, text: '' })).toEqual([
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
