/**
 * `npm run mutate`: plants faults in the pure core, one at a time, and tells which of them no
 * test notices. All 7,800 take hours (the 2,800 of runware: 42 minutes on two cores), so what a run
 * has found is kept: the next one tries only faults whose code or tests have changed. So it can also
 * be done room by room:
 * `npm run mutate -- -m 'nodes/Kling/request/*.ts'`. From the beginning: `npm run mutate -- --force`.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	mutate: ['nodes/Kling/{runware,request,parameters,catalog,fields,media}/**/*.ts'],
	testRunner: 'jest',
	// To look for the related tests takes jest two seconds a fault; tellingFiles.js knows them.
	jest: { configFile: 'test/mutation/jest.config.js', enableFindRelatedTests: false },
	// Each fault meets only the tests that run through its code.
	coverageAnalysis: 'perTest',
	incremental: true,
	incrementalFile: 'output/mutation/known.json',
	concurrency: 2,
	// What makes a loop endless is found too; the virtual clock needs no real time.
	timeoutMS: 10_000,
	timeoutFactor: 2,
	reporters: ['html', 'json', 'clear-text', 'progress'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	htmlReporter: { fileName: 'output/mutation/report.html' },
	jsonReporter: { fileName: 'output/mutation/report.json' },
	tempDirName: 'output/mutation/sandbox',
	ignorePatterns: ['/dist', '/output', '/bench', '/docs', '/examples', '/test/e2e', '/test/older'],
	thresholds: { high: 90, low: 85, break: null },
	allowConsoleColors: false,
};
