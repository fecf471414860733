import { eventually } from './eventually';
import { valueOf } from './form';
import { chooseListed, listed, openNodeCreator, searchNode } from './nodeCreator';
import { shootPage } from './screenshots';
import { session } from './session';

const NODE = 'Kling';

/** n8n's own, offered before the actions of every node without a trigger. */
const TRIGGERS = ['On a Schedule', 'On a Webhook call'];

const ACTIONS = [
	'Generate video',
	'Edit video',
	'Get video',
	'Upload media',
	'Delete media',
	'Get account balance',
];

async function isFoundBy(words: string): Promise<void> {
	// What is still listed for other words must not be taken for the answer.
	await searchNode('');
	await eventually(async () => expect(await listed()).not.toContain(NODE));
	await searchNode(words);
	// n8n's search is generous: what only resembles the words may stand below it.
	await eventually(async () => expect((await listed())[0]).toBe(NODE));
}

export function findingTests(): void {
	beforeAll(openNodeCreator);

	it.each([
		'kling',
		'kling o1',
		'kling 3',
		'Kling 3.0 Omni',
		'kling o3',
		'kling ai',
		'klingai',
		'omni',
		'runware',
		'text to video',
		'image to video',
		'edit video',
		'make video',
		'animate photo',
	])('works with "%s", which finds it first', isFoundBy);

	it('leads to the list of what the node does, and on to the form of an action', async () => {
		await isFoundBy('kling');
		await chooseListed(NODE);
		await eventually(async () => expect(await listed()).toEqual([...TRIGGERS, ...ACTIONS]));
		await shootPage(session().editor.page, 'actions');

		await chooseListed('Edit video');
		await eventually(async () => {
			expect([await valueOf('resource'), await valueOf('operation')]).toEqual(['Video', 'Edit']);
		});
	});
}
