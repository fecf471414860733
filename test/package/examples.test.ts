/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a test, never part of the package */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** All texts of an example's parameters that speak of a failed row of this node. */
function failureTexts(file: string): string[] {
	const texts: string[] = [];
	JSON.parse(readFileSync(file, 'utf8'), (_name, value: unknown) => {
		if (typeof value === 'string' && value.startsWith('={{') && value.includes('$json.error')) {
			texts.push(value);
		}
		return value;
	});
	return texts;
}

const folder = join(__dirname, '../../examples');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

it('the examples write down what happened, what to do, and the task UUID', () => {
	const texts = files.flatMap((file) => failureTexts(join(folder, file)));
	expect(texts).toHaveLength(7);
	for (const text of texts) {
		expect(text).toMatch(/\$json\.error, \$json\.details\?\.advice, \$json\.details\?\.taskUUID/);
	}
});
