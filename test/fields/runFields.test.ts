import {
	completion,
	maxConcurrent,
	maxWaitMs,
	waitUntilReady,
} from '../../nodes/Kling/fields/waiting';
import { dryRun, spendingLimit, uniqueKey } from '../../nodes/Kling/fields/spendingGuards';
import type { ParameterSource } from '../../nodes/Kling/parameters/source';
import { refusalOf, sourceOf } from '../parameters/source';

/** The guards' own rule, of being set and empty, is tried in n8n's engine, which knows what is set. */
const never = () => false;
const BLANKS = ['', ' ', null, undefined];

describe.each([
	[
		'When to Continue',
		'completion',
		completion,
		'wait',
		[
			['wait', 'wait'],
			['callback', 'callback'],
			['submit', 'submit'],
			['Immediately', 'submit'],
			['when the video is ready', 'wait'],
		],
		[
			[
				'later',
				'\'When to Continue\' is "later", but it must be When the Video Is Ready, When Runware Reports Back or Immediately',
			],
			[
				true,
				"'When to Continue' is true, but it must be When the Video Is Ready, When Runware Reports Back or Immediately",
			],
		],
	],
	[
		'Wait Until Ready',
		'waitUntilReady',
		waitUntilReady,
		true,
		[
			[false, false],
			['FALSE', false],
			['true', true],
		],
		[['never', '\'Wait Until Ready\' is "never", but it must be true or false']],
	],
	[
		'Videos at Once',
		'options.maxConcurrent',
		maxConcurrent,
		50,
		[
			[1, 1],
			['20', 20],
		],
		[
			[0, "'Videos at Once' is 0, but it must be a whole number, 1 or more"],
			[1.5, "'Videos at Once' is 1.5, but it must be a whole number, 1 or more"],
			['many', '\'Videos at Once\' is "many", but it must be a whole number, 1 or more'],
		],
	],
	[
		'Maximum Wait (Minutes)',
		'options.maxWait',
		maxWaitMs,
		1_800_000,
		[
			[1, 60_000],
			['0.5', 30_000],
			[45, 2_700_000],
			[10_080, 604_800_000],
			['5 min', 300_000],
		],
		[
			[0, "'Maximum Wait (Minutes)' is 0, but it must be a number greater than 0"],
			[-1, "'Maximum Wait (Minutes)' is -1, but it must be a number greater than 0"],
			[
				10_081,
				"'Maximum Wait (Minutes)' is 10081, but the longest wait is 10,080 minutes (a week)",
			],
			[
				1e300,
				"'Maximum Wait (Minutes)' is 1e+300, but the longest wait is 10,080 minutes (a week)",
			],
			['1x', '\'Maximum Wait (Minutes)\' is "1x", but it must be a number greater than 0'],
		],
	],
	[
		'Unique Key',
		'options.uniqueKey',
		(source: ParameterSource) => uniqueKey(source, never),
		undefined,
		[
			['row-1', 'row-1'],
			[' row-1 ', 'row-1'],
			[7, '7'],
			[0, '0'],
		],
		[
			[
				{ row: 1 },
				"'Unique Key' is a group of fields, but it must be text. Drag the one field that you need from the input panel onto it",
			],
			[
				[1, 2],
				"'Unique Key' is a list with 2 entries, but it must be text. Drag the one field that you need from the input panel onto it",
			],
			[true, "'Unique Key' is true, but it must be text"],
		],
	],
	[
		'Spending Limit (USD)',
		'options.spendingLimit',
		(source: ParameterSource) => spendingLimit(source, never),
		undefined,
		[
			[0, 0],
			['0', 0],
			[2.5, 2.5],
			['12.50', 12.5],
			['$5', 5],
			['5,00 USD', 5],
		],
		[
			[-1, "'Spending Limit (USD)' is -1, but it must be a number of 0 or more in US dollars"],
			[
				'€5',
				'\'Spending Limit (USD)\' is "€5", but it must be a number of 0 or more in US dollars',
			],
			[
				Infinity,
				"'Spending Limit (USD)' is not a number (the calculation has no result), but it must be a number of 0 or more in US dollars",
			],
		],
	],
	[
		'Dry Run',
		'options.dryRun',
		(source: ParameterSource) => dryRun(source, never),
		false,
		[
			[true, true],
			['true', true],
			['False', false],
		],
		[
			['later', '\'Dry Run\' is "later", but it must be true or false'],
			[2, "'Dry Run' is 2, but it must be true or false"],
		],
	],
] as const)('the field %s', (_label, name, read, fallback, positives, negatives) => {
	it('has a sensible value when nothing is said', () => {
		for (const blank of BLANKS) expect(read(sourceOf({ [name]: blank }))).toBe(fallback);
	});

	it.each(positives as readonly (readonly [unknown, unknown])[])('takes %j', (value, expected) => {
		expect(read(sourceOf({ [name]: value }))).toBe(expected);
	});

	it.each(negatives as readonly (readonly [unknown, string])[])(
		'does not take %j',
		(value, message) => {
			expect(refusalOf(() => read(sourceOf({ [name]: value })))).toBe(message);
		},
	);
});
