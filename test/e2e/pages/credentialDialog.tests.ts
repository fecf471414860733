import {
	chosenCredential,
	closeCredential,
	credentialFields,
	credentialValue,
	dialog,
	editCredential,
	fillCredential,
	isMasked,
	newCredential,
	saveCredential,
	whyNot,
} from './credentialDialog';
import { eventually } from './eventually';
import { shootPart } from './screenshots';
import { session } from './session';
import { closeNode, openWorkbench } from './workbench';

/** n8n adds the last one by itself. */
const FIELDS = ['API Key *', 'Base URL', 'Allowed HTTP Request Domains'];

const NODES = { created: 'A new credential', kept: 'A credential in use' };

export function credentialTests(): void {
	beforeAll(async () => {
		await openWorkbench(Object.fromEntries(Object.values(NODES).map((name) => [name, {}])));
	});
	afterEach(closeNode);

	it('needs the API key only, says why a bad one fails, and is chosen once a good one is saved', async () => {
		const { editor, emulator } = session();
		await editor.openNode(NODES.created);
		await newCredential();
		expect(await credentialFields()).toEqual(FIELDS);
		expect(await credentialValue('baseUrl')).toBe('https://api.runware.ai/v1');
		expect(await isMasked('apiKey')).toBe(true);
		await fillCredential({ apiKey: 'a key that Runware does not know' });
		await shootPart(dialog(), 'credential');

		await fillCredential({ baseUrl: emulator.url });
		await saveCredential();
		await eventually(async () => {
			expect(await dialog().innerText()).toContain('Couldn’t connect with these settings');
		});
		expect(await whyNot()).toContain(
			'Runware did not accept this API key. Copy it again from your Runware account.',
		);

		await fillCredential({ apiKey: emulator.apiKey });
		await saveCredential();
		await dialog().waitFor({ state: 'hidden' });
		expect(await chosenCredential()).toBe('Runware account 2');
	});

	it('that works says so when it is opened', async () => {
		await session().editor.openNode(NODES.kept);
		await editCredential();
		await eventually(async () => {
			expect(await dialog().innerText()).toContain('Connection tested successfully');
		});
		await closeCredential();
	});
}
