/** Tests run the TypeScript sources; only engine tests load the built node from dist/. */
module.exports = {
	testMatch: ['<rootDir>/{test,emulator,probe}/**/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/output/'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{
				jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
				module: { type: 'commonjs' },
			},
		],
	},
	testTimeout: 30_000,
	// Engine tests wait more than they compute.
	maxWorkers: 6,
};
