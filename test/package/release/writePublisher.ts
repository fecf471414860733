/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- a program for a terminal, outside n8n */
/** npm run publisher: carries what publisher.json says to all files that repeat it. */
import { packageRoot } from '../../engine/built';
import { publisherProblems } from './publisher';
import { publisherText, updateFiles } from './publishedFiles';

try {
	const files = updateFiles(packageRoot);
	for (const file of files) console.log(`✓ ${file}`);
	if (files.length === 0) console.log('✓ all files say what publisher.json says');
	for (const problem of publisherProblems(publisherText(packageRoot))) console.log(`! ${problem}`);
} catch (error) {
	console.error(`✗ ${error instanceof Error ? error.message : String(error)}`);
	process.exitCode = 1;
}
