import type { Form } from './forms';

/** Shots as tables, forms and agents hold them, each with what it means. */

const LEAVES = 'The train leaves';
const BRIDGE = 'It crosses a bridge';
const BOTH = [
	{ prompt: LEAVES, seconds: 4 },
	{ prompt: BRIDGE, seconds: 3 },
];

export type Shots = ReadonlyArray<{ readonly prompt: string; readonly seconds: number }>;

/** As the form asks for them: nothing is said of how they were read. */
export const PLAIN_SHOTS: ReadonlyArray<Form<Shots>> = [
	[`4 ${LEAVES}\n3 ${BRIDGE}`, BOTH],
	[`4s: ${LEAVES}\n3s: ${BRIDGE}`, BOTH],
	[`4s ${LEAVES}\n3s ${BRIDGE}`, BOTH],
	[`4 s ${LEAVES}\r\n3 s ${BRIDGE}\r\n`, BOTH],
	[`4 seconds: ${LEAVES}\n3 seconds: ${BRIDGE}`, BOTH],
	[`4 sec. ${LEAVES}\n3 Sec ${BRIDGE}`, BOTH],
	[`4s - ${LEAVES}\n3s – ${BRIDGE}`, BOTH],
	[`4 - ${LEAVES}\n3 — ${BRIDGE}`, BOTH],
	[`4s, ${LEAVES}\n3s; ${BRIDGE}`, BOTH],
	[`4s|${LEAVES}\n3s|${BRIDGE}`, BOTH],
	[`4 | ${LEAVES}\n3 | ${BRIDGE}`, BOTH],
	[`  4   ${LEAVES}  \n\n\t3 \t${BRIDGE}\n\n`, BOTH],
	[`\ufeff4 ${LEAVES}\u200b\n\u200b3 ${BRIDGE}`, BOTH],
	[`4 ${LEAVES}\u20283 ${BRIDGE}`, BOTH],
	[
		'4 sailors sing\n3 2 boats cross',
		[
			{ prompt: 'sailors sing', seconds: 4 },
			{ prompt: '2 boats cross', seconds: 3 },
		],
	],
	[
		'4s -5 degrees, it snows\n3 -5 degrees: ice',
		[
			{ prompt: '-5 degrees, it snows', seconds: 4 },
			{ prompt: '-5 degrees: ice', seconds: 3 },
		],
	],
	[[`4 ${LEAVES}`, `3s: ${BRIDGE}`], BOTH],
	[[`4 ${LEAVES}`, '', null, `3 ${BRIDGE}`], BOTH],
	[BOTH, BOTH],
	[`4-second ${LEAVES}\n3-second: ${BRIDGE}`, BOTH],
	[`4 Sek. ${LEAVES}\n3 secondes : ${BRIDGE}`, BOTH],
	[`4s → ${LEAVES}\n3s => ${BRIDGE}`, BOTH],
	[`\`\`\`json\n${JSON.stringify(BOTH)}\n\`\`\``, BOTH],
	[{ shots: BOTH }, BOTH],
	[{ output: { title: 'Train', shots: BOTH } }, BOTH],
	[JSON.stringify({ multi_prompt: BOTH }), BOTH],
	[[BOTH], BOTH],
	[[{ output: { shots: BOTH } }], BOTH],
	[`4S ${LEAVES}\n3 SEC: ${BRIDGE}`, BOTH],
	...['Duration', 'Duration (Seconds)', 'duration_s', 'secs', 'sec', 'Length'].map(
		(name): Form<Shots> => [
			[
				{ [name]: 4, prompt: LEAVES },
				{ [name]: '3', prompt: BRIDGE },
			],
			BOTH,
		],
	),
	...['Prompt', 'positivePrompt', 'text', 'Description'].map(
		(name): Form<Shots> => [
			[
				{ seconds: 4, [name]: LEAVES },
				{ seconds: 3, [name]: BRIDGE },
			],
			BOTH,
		],
	),
	[
		[`4s: ${LEAVES}\nSlowly`, `3 ${BRIDGE}\nSlowly`],
		[
			{ prompt: `${LEAVES}\nSlowly`, seconds: 4 },
			{ prompt: `${BRIDGE}\nSlowly`, seconds: 3 },
		],
	],
	[{ output: `4 ${LEAVES}\n3 ${BRIDGE}` }, BOTH],
	[
		`1 3 seconds later, dawn\n5 ${BRIDGE}`,
		[
			{ prompt: '3 seconds later, dawn', seconds: 1 },
			{ prompt: BRIDGE, seconds: 5 },
		],
	],
	[BOTH.map(({ prompt, seconds }) => ({ text: prompt, duration: seconds })), BOTH],
	[BOTH.map(({ prompt, seconds }) => ({ Prompt: prompt, 'Duration (s)': seconds })), BOTH],
	[BOTH.map(({ prompt, seconds }) => ({ description: prompt, duration_seconds: seconds })), BOTH],
	[JSON.stringify(BOTH), BOTH],
	[` ${JSON.stringify(BOTH, null, 2)}\n`, BOTH],
	[JSON.stringify([`4 ${LEAVES}`, `3 ${BRIDGE}`]), BOTH],
	[BOTH.map(({ prompt, seconds }) => ({ prompt, duration: seconds })), BOTH],
	[BOTH.map(({ prompt, seconds }) => ({ Prompt: prompt, Seconds: `${seconds}` })), BOTH],
	[BOTH.map((json) => ({ json })), BOTH],
	[BOTH.map((json) => ({ json, pairedItem: 0 })), BOTH],
	[BOTH.map(({ prompt, seconds }) => ({ prompt, seconds: `${seconds} seconds` })), BOTH],
	[
		[
			{ prompt: 1984, seconds: 4 },
			{ prompt: 'two\nlines', seconds: 3.0 },
		],
		[
			{ prompt: '1984', seconds: 4 },
			{ prompt: 'two\nlines', seconds: 3 },
		],
	],
];

/** As people write them besides: what they were read as is said. */
export const OTHER_SHOTS: ReadonlyArray<Form<Shots>> = [
	[`- 4 ${LEAVES}\n- 3 ${BRIDGE}`, BOTH],
	[`• 4s: ${LEAVES}\n• 3s: ${BRIDGE}`, BOTH],
	[`1. 4s ${LEAVES}\n2. 3s ${BRIDGE}`, BOTH],
	[`1) (4s) ${LEAVES}\n2) (3s) ${BRIDGE}`, BOTH],
	[`1. 4 ${LEAVES}\n2. 3 ${BRIDGE}`, BOTH],
	[`(4s) ${LEAVES}\n(3 s): ${BRIDGE}`, BOTH],
	[`[4] ${LEAVES}\n[3] ${BRIDGE}`, BOTH],
	[`[4s] ${LEAVES}\n[3s] ${BRIDGE}`, BOTH],
	[`Shot 1: 4s ${LEAVES}\nShot 2: 3s ${BRIDGE}`, BOTH],
	[`Shot 1 (4s): ${LEAVES}\nShot 2 (3s): ${BRIDGE}`, BOTH],
	[`SCENE #1 - 4 sec: ${LEAVES}\nScene #2 - 3 sec: ${BRIDGE}`, BOTH],
	[`4: ${LEAVES}\n3: ${BRIDGE}`, BOTH],
	[`4,${LEAVES}\n3; ${BRIDGE}`, BOTH],
	[`**Shot 1 (4s):** ${LEAVES}\n**Shot 2 (3s):** ${BRIDGE}`, BOTH],
	[`1. **4s** – ${LEAVES}\n2. **3s** – ${BRIDGE}`, BOTH],
	[`### 4s ${LEAVES}\n> 3s ${BRIDGE}`, BOTH],
	[`[1] 4s ${LEAVES}\n[2] 3s ${BRIDGE}`, BOTH],
	[`1. **Shot 1 (4s):** ${LEAVES}\n2. **Shot 2 (3s):** ${BRIDGE}`, BOTH],
	[`Shot 1, 4s: ${LEAVES}\nShot 2 | 3s | ${BRIDGE}`, BOTH],
	[`4- ${LEAVES}\n3- ${BRIDGE}`, BOTH],
	[`4 ${LEAVES}\n(3s) ${BRIDGE}`, BOTH],
	[`(4S) ${LEAVES}\n[3 SEC] ${BRIDGE}`, BOTH],
	[`-  4 ${LEAVES}\n•3 ${BRIDGE}`, BOTH],
	[`•  4 ${LEAVES}\n*  3 ${BRIDGE}`, BOTH],
	[`1.  **4s** ${LEAVES}\n2)  **3S**: ${BRIDGE}`, BOTH],
	[`1.  Shot  1:  4s ${LEAVES}\n2.  Shot  2:  3s ${BRIDGE}`, BOTH],
	[`1.  4s ${LEAVES}\n2.  3s ${BRIDGE}`, BOTH],
	[`Scene 01: 4s ${LEAVES}\nScene 02: 3s ${BRIDGE}`, BOTH],
	[`01. Shot 1: 4s ${LEAVES}\n02. **3s** ${BRIDGE}`, BOTH],
	[`01. 4s ${LEAVES}\n02. 3s ${BRIDGE}`, BOTH],
];

const BEGIN = 'but each shot must begin with its seconds, such as 4s: The train leaves';
const HAVE = "but each shot must have the fields 'seconds' and 'prompt'";
const WHOLE = 'but it must be a whole number of seconds, 1 or more';
const two = (first: unknown) => [first, { prompt: BRIDGE, seconds: 3 }];

/** What nobody can mean, and what is said of it. */
export const NO_SHOTS: ReadonlyArray<readonly [written: unknown, message: string]> = [
	[true, "'Shots' is true, but it must be one shot per line"],
	[5, "'Shots' is 5, but it must be one shot per line"],
	[
		`4 ${'x'.repeat(30_000)}`,
		`'Shots' is "4 ${'x'.repeat(55)}…", but it must be one shot per line`,
	],
	[
		'#REF!',
		`'Shots' is "#REF!", which is an error of the spreadsheet. Correct the formula in that cell`,
	],
	[
		'{{ $json.shots }}',
		`'Shots' holds "{{ $json.shots }}" as plain text, so no value was filled in. Switch the field from 'Fixed' to 'Expression'`,
	],
	[
		'[object Object],[object Object]',
		`'Shots' holds "[object Object]": a whole group of fields was put into the text. Drag the one field that you need from the input panel onto it`,
	],
	[
		`4 ${LEAVES}\n3 undefined`,
		`'Shots' is "undefined", which an expression gives when it finds nothing. Check the names in the expression`,
	],
	[
		`4 ${LEAVES}\n3 Add {{ $json.hero }}`,
		`'Shots' holds "{{ $json.hero }}" as plain text, so no value was filled in. Switch the field from 'Fixed' to 'Expression'`,
	],
	[
		`4 ${LEAVES} to <<<image_1>>>\n3 ${BRIDGE}`,
		`'Shots' mentions "<<<image_1>>>", but this row has no image. Add what is missing, or delete "<<<image_1>>>" from the prompt`,
	],
	[
		`4 ${LEAVES}`,
		"'Shots' has 1 shot, but it must have 2 to 6, one per line. For a single shot, use 'Prompt' and 'Duration'",
	],
	[
		{ prompt: LEAVES, seconds: 4 },
		"'Shots' has 1 shot, but it must have 2 to 6, one per line. For a single shot, use 'Prompt' and 'Duration'",
	],
	[
		Array<string>(7).fill(`2 ${LEAVES}`).join('\n'),
		"'Shots' has 7 shots, but it must have 2 to 6, one per line",
	],
	[
		Array<object>(7).fill({ prompt: LEAVES, seconds: 1 }),
		"'Shots' has 7 shots, but it must have 2 to 6, one per line",
	],
	[`4 ${LEAVES}\n${BRIDGE}`, `In 'Shots', shot 2 is "${BRIDGE}", ${BEGIN}`],
	[`4. ${LEAVES}\n3. ${BRIDGE}`, `In 'Shots', shot 1 is "4. ${LEAVES}", ${BEGIN}`],
	[`0-4 ${LEAVES}\n4-7 ${BRIDGE}`, `In 'Shots', shot 1 is "0-4 ${LEAVES}", ${BEGIN}`],
	[`0:04 ${LEAVES}\n0:03 ${BRIDGE}`, `In 'Shots', shot 1 is "0:04 ${LEAVES}", ${BEGIN}`],
	[`2. 4s ${LEAVES}\n1. 3s ${BRIDGE}`, `In 'Shots', shot 1 is "2. 4s ${LEAVES}", ${BEGIN}`],
	[two({ prompt: LEAVES }), `In 'Shots', shot 1 is a group of fields, ${HAVE}`],
	[two({ prompt: LEAVES, time: 4 }), `In 'Shots', shot 1 is a group of fields, ${HAVE}`],
	[two([LEAVES, 4]), `In 'Shots', shot 1 is a list with 2 entries, ${BEGIN}`],
	[two({ toString: null, prompt: 'a' }), `In 'Shots', shot 1 is a group of fields, ${HAVE}`],
	[two(4), `In 'Shots', shot 1 is 4, ${BEGIN}`],
	[two({ json: {} }), `In 'Shots', shot 1 is a group of fields, ${HAVE}`],
	[
		`1: ${LEAVES}\n2: ${BRIDGE}`,
		"The lines of 'Shots' begin with 1, 2 and so on, which may be their numbers instead of their seconds. Begin each shot with its seconds, such as 4s: The train leaves",
	],
	...['- 4s', '4s', '-', '–', ',', ')'].map((sign): readonly [string, string] => [
		sign === ')' ? `(1) ${LEAVES}\n(2) ${BRIDGE}` : `1 ${sign} ${LEAVES}\n2 ${sign} ${BRIDGE}`,
		"The lines of 'Shots' begin with 1, 2 and so on, which may be their numbers instead of their seconds. Begin each shot with its seconds, such as 4s: The train leaves",
	]),
	[
		`4 ...\n3 ${BRIDGE}`,
		`'Shots' is "...", which does not say what happens in the video. Check the column that it takes its value from`,
	],
	[`0 ${LEAVES}\n3 ${BRIDGE}`, `In 'Shots', shot 1 has "0" as its length, ${WHOLE}`],
	[`4 ${LEAVES}\n2.5s ${BRIDGE}`, `In 'Shots', shot 2 has "2.5" as its length, ${WHOLE}`],
	[`4 ${LEAVES}\n2,5 ${BRIDGE}`, `In 'Shots', shot 2 has "2,5" as its length, ${WHOLE}`],
	[two({ prompt: LEAVES, seconds: 0.5 }), `In 'Shots', shot 1 has 0.5 as its length, ${WHOLE}`],
	[two({ prompt: LEAVES, seconds: -4 }), `In 'Shots', shot 1 has -4 as its length, ${WHOLE}`],
	[
		two({ prompt: LEAVES, seconds: 'four' }),
		`In 'Shots', shot 1 has "four" as its length, ${WHOLE}`,
	],
	[
		two({ prompt: LEAVES, seconds: [4] }),
		`In 'Shots', shot 1 has a list with 1 entry as its length, ${WHOLE}`,
	],
	[
		two({ prompt: LEAVES, seconds: '1,500' }),
		`In 'Shots', shot 1 has "1,500" as its length, ${WHOLE}`,
	],
	[
		'4s\n3s',
		"In 'Shots', shot 1 does not say what happens. Write it after the seconds, such as 4s: The train leaves (in a list, in its field 'prompt')",
	],
	[
		two({ seconds: 4 }),
		"In 'Shots', shot 1 does not say what happens. Write it after the seconds, such as 4s: The train leaves (in a list, in its field 'prompt')",
	],
	[
		two({ seconds: 4, prompt: ' \u200b' }),
		"In 'Shots', shot 1 does not say what happens. Write it after the seconds, such as 4s: The train leaves (in a list, in its field 'prompt')",
	],
	[
		two({ seconds: 4, prompt: ['a'] }),
		"In 'Shots', the prompt of shot 1 is a list with 1 entry, but it must be text. Use the field that holds its text",
	],
	[
		two({ seconds: 4, prompt: { toString: 'x' } }),
		"In 'Shots', the prompt of shot 1 is a group of fields, but it must be text. Use the field that holds its text",
	],
	[
		two({ seconds: 4, prompt: true }),
		"In 'Shots', the prompt of shot 1 is true, but it must be text. Use the field that holds its text",
	],
	[
		`4 ${'x'.repeat(513)}\n3 ${BRIDGE}`,
		"In 'Shots', shot 1 has 513 characters, but it can have at most 512",
	],
	[
		two({ seconds: 4, prompt: '🎬'.repeat(513) }),
		"In 'Shots', shot 1 has 513 characters, but it can have at most 512",
	],
];
