import { keyFormsIn } from '../abuse/keyForms';
import { KEY } from '../abuse/keyRuns';
import { textsIn } from '../abuse/textsIn';
import { credentialTests, openedCredentials } from './apiKey/credentials';
import {
	filesIn,
	type Place,
	placesOf,
	type StoredExecution,
	storedExecutions,
} from './apiKey/places';
import { addEchoes, echoesByHand, faultsByHand, MARKERS, markersByHand } from './apiKey/runs';
import { ApiKeyScene } from './apiKey/scene';
import { AFTER_A_REPORT, echoesInProduction, PAUSED, pausedRuns } from './apiKey/webhooks';
import { type N8n, startN8n } from './server';

/** n8n says as much as it can, on its terminal and in a file. */
const TALKATIVE = {
	N8N_LOG_LEVEL: 'debug',
	N8N_LOG_FORMAT: 'json',
	N8N_LOG_OUTPUT: 'console,file',
};

let n8n: N8n;
let scene: ApiKeyScene;
let answers: readonly Place[];
let tests: readonly Place[];
let opened: readonly Place[];
let executions: readonly StoredExecution[];
let output: Place;
let files: readonly Place[];

beforeAll(async () => {
	n8n = await startN8n({ env: TALKATIVE });
	scene = new ApiKeyScene(n8n);
	await addEchoes(scene);
	const byHand = [echoesByHand(scene), faultsByHand(scene), markersByHand(scene)];
	const inProduction = [pausedRuns(scene), echoesInProduction(scene)];
	const [told] = await Promise.all([Promise.all(inProduction), ...byHand]);
	answers = told.flat();
	tests = await credentialTests(scene);
	opened = await openedCredentials(scene);
	executions = await storedExecutions(scene);
	// What n8n still holds in memory is written when it ends.
	await n8n.stop();
	output = { name: 'output', content: n8n.log() };
	files = await filesIn(n8n.userFolder);
}, 600_000);

afterAll(async () => {
	await n8n?.close();
	await scene?.close();
});

describe('the API key in the real n8n', () => {
	it('is in no file of the user folder: database, videos, event log, log', () => {
		expect(placesOf(KEY, files)).toEqual([]);
	});

	it('is in nothing that n8n prints', () => {
		expect(placesOf(KEY, [output])).toEqual([]);
	});

	it('is in no execution', () => {
		expect(placesOf(KEY, executions)).toEqual([]);
	});

	it('is in no answer to a caller of a webhook', () => {
		expect(placesOf(KEY, answers)).toEqual([]);
	});

	it('is not told when the credential is tried or opened', () => {
		expect(placesOf(KEY, [...tests, ...opened])).toEqual([]);
	});

	it('goes to the API in a header, and to no other host', () => {
		const apis = [...scene.emulators].map(([name, { server }]) => ({
			name,
			content: textsIn([
				server.downloads,
				server.callbacks,
				server.requests.map(({ tasks }) => tasks),
			]),
		}));
		const elsewhere = [...scene.gateways].map(([name, { server }]) => ({
			name,
			content: textsIn(server.strays),
		}));
		expect(placesOf(KEY, [...apis, ...elsewhere])).toEqual([]);
	});
});

describe('the executions that were searched', () => {
	it('are all that n8n has numbered', () => {
		const ids = executions.map(({ id }) => id).sort((one, other) => one - other);
		expect(ids).toEqual(ids.map((_id, place) => place + 1));
	});

	it('were by hand and in production, went on and stopped', () => {
		const kinds = new Set(executions.map(({ kind }) => kind));
		expect([...kinds].sort()).toEqual([
			'manual, error',
			'manual, success',
			'webhook, error',
			'webhook, success',
			'webhook, waiting',
		]);
	});

	it('met every echo', () => {
		const unmet = [...scene.gateways].filter(([name, { server }]) => {
			// One of the answers after a report was left as it is.
			return server.spoilt < (name.endsWith(AFTER_A_REPORT) ? 2 : 1);
		});
		expect(unmet.map(([name]) => name)).toEqual([]);
	});

	it('met every fault', () => {
		const unmet = [...scene.emulators].filter(([, { server, fault }]) => {
			const met = [...server.requests, ...server.downloads].map((each) => each.fault);
			return fault !== undefined && !met.includes(fault.name);
		});
		expect(unmet.map(([name]) => name)).toEqual([]);
	});

	it('are still paused for the most part where a report has led to nothing', () => {
		const paused = executions.filter(({ workflow }) => workflow === PAUSED);
		const waiting = paused.filter(({ kind }) => kind === 'webhook, waiting');
		expect(waiting.length).toBeGreaterThan(paused.length / 2);
	});
});

describe('the search', () => {
	const inDatabase: unknown = expect.stringMatching(/^\.n8n\/database\.sqlite/);

	it('finds the key where it belongs', () => {
		for (const { server } of scene.emulators.values()) {
			expect(keyFormsIn(textsIn(server.requests), KEY)).toContain('plain');
		}
	});

	it('finds what a row says in the database and in the executions', () => {
		expect(placesOf(MARKERS.row, files)).toContainEqual(inDatabase);
		expect(placesOf(MARKERS.row, executions)).toHaveLength(executions.length);
	});

	it('finds in the same places what an answer says where others have the key', () => {
		expect(placesOf(MARKERS.answer, files)).toContainEqual(inDatabase);
		expect(placesOf(MARKERS.answer, executions)).toHaveLength(1);
	});

	it('finds the name of a node in output and logs', () => {
		expect(placesOf(MARKERS.node, [output])).toHaveLength(1);
		const logs = ['.n8n/logs/n8n.log', '.n8n/n8nEventLog.log'];
		for (const log of logs) {
			expect(placesOf(MARKERS.node, files)).toContainEqual(expect.stringContaining(log));
		}
	});

	it('opens the files of videos', () => {
		const videos = files.filter(({ content }) => content.toString('latin1').slice(4, 8) === 'ftyp');
		expect(videos.length).toBeGreaterThan(0);
	});

	it('finds the address in an opened credential', () => {
		const urls = [...scene.emulators.values()].map(({ server }) => server.url);
		expect(opened.map(({ content }) => content)).toEqual(
			urls.map((url) => expect.stringContaining(url) as unknown),
		);
	});
});
