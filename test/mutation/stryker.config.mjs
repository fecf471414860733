/**
 * `npm run mutate`: plants faults in the pure core, one at a time, and tells which of them no
 * test notices. Single files: `npm run mutate -- -m nodes/Kling/runware/waiting/watch.ts`.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	mutate: ['nodes/Kling/{runware,request,parameters,catalog,fields,media}/**/*.ts'],
	testRunner: 'jest',
	jest: { configFile: 'test/mutation/jest.config.js' },
	// Each fault meets only the tests that run through its code.
	coverageAnalysis: 'perTest',
	concurrency: 2,
	// What makes a loop endless is found too; the virtual clock needs no real time.
	timeoutMS: 30_000,
	timeoutFactor: 4,
	reporters: ['html', 'json', 'clear-text', 'progress'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	htmlReporter: { fileName: 'output/mutation/report.html' },
	jsonReporter: { fileName: 'output/mutation/report.json' },
	tempDirName: 'output/mutation/sandbox',
	ignorePatterns: ['/dist', '/output', '/bench', '/docs', '/examples', '/test/e2e', '/test/older'],
	thresholds: { high: 90, low: 85, break: null },
	allowConsoleColors: false,
};
