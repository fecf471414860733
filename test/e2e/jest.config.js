/** Tests in the real n8n. `npm run test:e2e` installs it before, which takes minutes the first time. */
const { transform } = require('../../jest.config.js');

module.exports = {
	rootDir: __dirname,
	testMatch: ['<rootDir>/*.e2e.ts'],
	transform,
	// Starting n8n takes up to a minute on a busy machine, and is done in hooks.
	testTimeout: 240_000,
	// Each file starts an n8n and a browser of its own, with 1.5 GB. They wait as much as they compute.
	maxWorkers: 2,
	testSequencer: '<rootDir>/longestFirst.js',
};
