const { default: Sequencer } = require('@jest/test-sequencer');

/** The first red test ends the tests of a fault, so what takes long comes last. */
module.exports = class extends Sequencer {
	sort(tests) {
		const isLong = ({ path }) => Number(path.includes('/mutation/'));
		return [...tests].sort(
			(one, other) => isLong(one) - isLong(other) || one.path.localeCompare(other.path),
		);
	}
};
