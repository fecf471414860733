/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import type { JsonObject } from '../../../../../emulator/validation/jsonObject';
import { importExamples } from '../../../examples';
import { listOf, objectOf } from '../../../fields';
import { eventually } from '../../../pages/eventually';
import type { StoredWorkflow } from '../../../rest';
import { until } from '../../../until';
import { CREDENTIAL_NAME, CREDENTIAL_TYPE } from '../../../workflow';
import { session } from '../../session';
import {
	edgesOf,
	exampleFiles,
	EXAMPLES_FOLDER,
	isNote,
	readExample,
	type ExampleNode,
} from './exampleFiles';
import { layoutProblems } from './layout';
import { parameterProblems } from './parameterProblems';

const CHOSEN_WITHIN_MS = 10_000;

/** All descriptions of a type's name: old and new versions of a node may have one each. */
let types: ReadonlyMap<string, JsonObject[]>;
let imported: StoredWorkflow[];

async function typesByName(): Promise<Map<string, JsonObject[]>> {
	const response = await session().n8n.rest.client.fetch('/types/nodes.json');
	const byName = new Map<string, JsonObject[]>();
	for (const entry of listOf(await response.json(), 'node types')) {
		const type = objectOf(entry, 'node type');
		const name = String(type['name']);
		byName.set(name, [...(byName.get(name) ?? []), type]);
	}
	return byName;
}

/** The description of exactly the version that the node has. */
function descriptionOf({ type, typeVersion }: ExampleNode): INodeTypeDescription | undefined {
	const found = (types.get(type) ?? []).find(({ version }) =>
		[version].flat().includes(typeVersion),
	);
	// n8n serves its descriptions in the shape that its own package declares.
	return found as unknown as INodeTypeDescription | undefined;
}

export function fileTests(): void {
	beforeAll(async () => {
		const { n8n, credential } = session();
		types = await typesByName();
		imported = await importExamples(n8n.rest, credential);
	});

	describe('the folder examples/', () => {
		it('holds seven workflows, each of which n8n imports', () => {
			expect(exampleFiles()).toHaveLength(7);
			expect(imported.map(({ name }) => name)).toEqual(
				exampleFiles().map((file) => readExample(file).name),
			);
		});

		it('has a README that names each of them', () => {
			const readme = readFileSync(join(EXAMPLES_FOLDER, 'README.md'), 'utf8');
			expect(exampleFiles().filter((file) => !readme.includes(`(${file})`))).toEqual([]);
		});
	});

	describe.each(exampleFiles())('%s', (file) => {
		const example = readExample(file);

		it('has nodes of types, and with parameters, that n8n knows', () => {
			const problems = example.nodes.flatMap((node) => {
				const description = descriptionOf(node);
				return description === undefined
					? [`There is no ${node.type} ${node.typeVersion}`]
					: parameterProblems(node, description);
			});
			expect(problems).toEqual([]);
		});

		it('connects every node, and only nodes that exist', () => {
			const connected = new Set(edgesOf(example).flatMap(({ from, to }) => [from.name, to.name]));
			const alone = example.nodes.filter((node) => !isNote(node) && !connected.has(node.name));
			expect(alone.map(({ name }) => name)).toEqual([]);
		});

		it('is switched off and carries no data, address or credential of a machine', () => {
			expect(example.active).toBe(false);
			expect(example.pinData ?? {}).toEqual({});
			expect(JSON.stringify(example)).not.toMatch(/127\.0\.0\.1|localhost|\.invalid|apiKey/);
			const credentials = example.nodes.flatMap((node) => Object.entries(node.credentials ?? {}));
			expect(credentials).not.toEqual([]);
			for (const named of credentials) {
				expect(named).toEqual([CREDENTIAL_TYPE, { id: null, name: CREDENTIAL_NAME }]);
			}
		});

		it('is laid out from left to right, with nothing on top of anything', () => {
			expect(layoutProblems(example)).toEqual([]);
		});

		it('shows all its nodes in the editor, and of its notes every word', async () => {
			const { id } = imported.find(({ name }) => name === example.name) ?? { id: '' };
			const { editor } = session();
			await editor.openWorkflow(id);
			const nodes = example.nodes.filter((node) => !isNote(node));
			for (const { name } of nodes) await editor.canvasNode(name).waitFor();

			const notes = editor.page.getByTestId('sticky');
			expect(await notes.count()).toBe(example.nodes.length - nodes.length);
			// A note grows to its text some time after it is shown.
			await eventually(async () => {
				const cut = await notes.evaluateAll((elements) =>
					elements
						.filter(({ firstElementChild: text }) =>
							text === null ? true : text.scrollHeight > text.clientHeight,
						)
						.map(({ textContent }) => textContent),
				);
				expect(cut).toEqual([]);
			});
		});
	});

	describe('an example that is pasted into the editor', () => {
		it('finds the credential by the name that n8n gives it', async () => {
			const [file = ''] = exampleFiles();
			const text = readFileSync(join(EXAMPLES_FOLDER, file), 'utf8');
			const { n8n, editor } = session();
			const { page } = editor;
			await page.goto(`${n8n.url}/workflow/new`);
			await page.getByTestId('canvas-add-button').waitFor();
			await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
			await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
			await page.keyboard.press('ControlOrMeta+V');
			await editor.canvasNode('Make Video').waitFor();
			await editor.openNode('Make Video');
			const chosen = page.getByTestId('node-credentials-select').locator('input').first();
			await until(
				`'${CREDENTIAL_NAME}' to be chosen`,
				async () => (await chosen.inputValue()) === CREDENTIAL_NAME || undefined,
				CHOSEN_WITHIN_MS,
			);
		});
	});
}
