/** The engine tests on older n8n, a project for each. `npm run test:older` installs them before. */
const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const { maxWorkers, testTimeout, ...newest } = require('../../jest.config.js');

/** What the tests and the built node load of n8n; n8n finds everything else beside it. */
const OF_N8N = '^(n8n-core|n8n-workflow|@n8n/di|reflect-metadata)(/.*)?$';

const folders = readdirSync(__dirname).filter((name) => name.startsWith('n8n-'));

module.exports = {
	maxWorkers,
	testTimeout,
	// The engine of older n8n keeps a timer for SSH connections, which only ends with its process.
	forceExit: true,
	projects: folders.map((folder) => ({
		...newest,
		displayName: folder,
		rootDir: join(__dirname, '../..'),
		// It is about the harness, which plays the resume links of the newest n8n.
		testPathIgnorePatterns: ['/node_modules/', '/engine/waitingN8n\\.test\\.ts$'],
		testMatch: ['<rootDir>/test/engine/**/*.test.ts', '<rootDir>/test/older/*.check.ts'],
		moduleNameMapper: { [OF_N8N]: `<rootDir>/test/older/${folder}/node_modules/$1$2` },
	})),
};
