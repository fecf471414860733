const { default: Runner } = require('jest-runner');

/**
 * One test file after another until one is red: the tool, which switches `bail` off, would let
 * all of them meet every fault, the simulation too.
 */
module.exports = class extends Runner {
	async runTests(tests, watcher, options) {
		let red = false;
		const stop = [
			this.on('test-file-success', ([, { numFailingTests }]) => (red ||= numFailingTests > 0)),
			this.on('test-file-failure', () => (red = true)),
		];
		for (const test of tests) {
			if (!red) await super.runTests([test], watcher, { ...options, serial: true });
		}
		for (const off of stop) off();
	}
};
