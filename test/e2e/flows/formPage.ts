import type { Page } from 'playwright-core';
import type { GivenFile } from '../../engine/engine';

/** Texts, and the file or files of an upload. */
export type Answers = Readonly<Record<string, string | GivenFile | readonly GivenFile[]>>;

/** A visitor of a form: answers its questions, found by their labels, and sends it. */
export async function sendForm(page: Page, url: string, answers: Answers): Promise<void> {
	await page.goto(url);
	const send = page.locator('#submit-btn');
	// A form for n8n's own users asks each of them once whether it may know them.
	const allow = page.getByTestId('consent-allow-button');
	await send.or(allow).waitFor();
	if (await allow.isVisible()) await allow.click();
	await send.waitFor();
	for (const [label, answer] of Object.entries(answers)) {
		const field = page.getByLabel(label);
		if (typeof answer === 'string') {
			await field.fill(answer);
		} else {
			const files = [answer].flat();
			await field.setInputFiles(
				files.map(({ fileName: name = 'file', mimeType = '', content: buffer }) => ({
					name,
					mimeType,
					buffer,
				})),
			);
		}
	}
	await send.click();
}
