const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { default: Runner } = require('jest-runner');

/** What the run without a fault saw: `{ [path]: { names, ms } }`; gone with the sandbox. */
const seenFile = ({ rootDir }) => join(rootDir, 'output/testsSeen.json');

/**
 * @returns whether a test is among those of the tool's `(name)|(name)`. Without a pattern all are:
 * such a fault is made while the code is loaded.
 */
function wantedNames({ testNamePattern }) {
	if (testNamePattern === undefined) return () => true;
	const escaped = testNamePattern.slice(1, -1).split(')|(');
	const names = new Set(escaped.map((name) => name.replace(/\\(.)/g, '$1')));
	return (name) => names.has(name);
}

/**
 * Only the files with a test that runs through the fault, the quickest first, until one is red.
 * The tool names those tests, but would have every file loaded; and it switches `bail` off, so
 * that all of them would meet every fault, the simulation too.
 */
module.exports = class extends Runner {
	async runTests(tests, watcher, options) {
		const file = seenFile(this._globalConfig);
		if (!existsSync(file)) return this.#runAndRemember(tests, watcher, options, file);
		const seen = JSON.parse(readFileSync(file, 'utf8'));
		const wanted = wantedNames(this._globalConfig);
		const told = tests.filter(({ path }) => seen[path]?.names.some(wanted) ?? true);
		const ms = ({ path }) => seen[path]?.ms ?? 0;
		let red = false;
		const stop = [
			this.on('test-file-success', ([, { numFailingTests }]) => (red ||= numFailingTests > 0)),
			this.on('test-file-failure', () => (red = true)),
		];
		for (const test of told.sort((one, other) => ms(one) - ms(other))) {
			if (!red) await super.runTests([test], watcher, { ...options, serial: true });
		}
		for (const off of stop) off();
	}

	async #runAndRemember(tests, watcher, options, file) {
		const seen = {};
		const stop = this.on('test-file-success', ([{ path }, { perfStats, testResults }]) => {
			seen[path] = { names: testResults.map(({ fullName }) => fullName), ms: perfStats.runtime };
		});
		await super.runTests(tests, watcher, { ...options, serial: true });
		stop();
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, JSON.stringify(seen));
	}
};
