import { closeEngine } from '../engine/engine';
import { loadPackage } from '../engine/package';

afterAll(closeEngine);

test('the tests and the built node load all of n8n from the older one', async () => {
	const { packageName } = await loadPackage();
	expect(packageName).toBe('n8n-nodes-runware-kling');

	const loaded = Object.keys(require.cache).map((path) => path.replaceAll('\\', '/'));
	expect(loaded).toContainEqual(expect.stringMatching(/\/dist\/nodes\/Kling\/Kling\.node\.js$/));
	const ofN8n = loaded.filter((path) => /\/node_modules\/(n8n-|@n8n\/)/.test(path));
	expect(ofN8n).toContainEqual(expect.stringContaining('/n8n-core/dist/'));
	expect(ofN8n).toContainEqual(expect.stringContaining('/n8n-workflow/dist/'));
	expect(ofN8n.filter((path) => !path.includes('/test/older/n8n-'))).toEqual([]);
});
