const { basename } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * The first red test ends the tests of a fault. So the tests that are named as the code come
 * first, and the simulation, which takes longest, comes last.
 */
module.exports = class extends Sequencer {
	constructor(options) {
		super(options);
		this.names = (options?.globalConfig?.nonFlagArgs ?? []).map((path) => basename(path, '.ts'));
	}

	sort(tests) {
		const rank = ({ path }) => {
			if (path.includes('/mutation/')) return 2;
			return this.names.includes(basename(path, '.test.ts')) ? 0 : 1;
		};
		return [...tests].sort(
			(one, other) => rank(one) - rank(other) || one.path.localeCompare(other.path),
		);
	}
};
