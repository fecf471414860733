const base = require('../../jest.config.js');

/** The unit tests of the pure core, and a short simulation, for `npm run mutate`. */
module.exports = {
	...base,
	rootDir: '../..',
	testMatch: [
		'<rootDir>/test/{runware,request,parameters,catalog,fields,media,form}/**/*.test.ts',
		'<rootDir>/test/mutation/*.mutate.ts',
	],
	runner: '<rootDir>/test/mutation/tellingFiles.js',
	testPathIgnorePatterns: [
		// Its runs happen before its tests, so the tool could not tell which code those run through.
		'/test/runware/manyRows.test.ts$',
		// Half a minute for each fault, and it tells only how long something takes.
		'/test/parameters/longLinks.test.ts$',
	],
};
