import packageJson from '../../../../package.json';
import type { Hand } from '../hand';
import type { Stage } from '../stage';

/** From n8n's settings, as an owner installs a community node. */
export async function install(hand: Hand, { n8n, page }: Stage): Promise<void> {
	await page.goto(`${n8n.url}/settings/community-nodes`);
	const begin = page.getByRole('button', { name: 'Install a community node' });
	await begin.waitFor();
	await hand.say('Kling for n8n: rows go in, finished videos come out', 2200);
	await hand.say('Install it once, in Settings → Community nodes');
	await hand.click(begin);
	const field = page.getByTestId('package-name-input');
	await hand.type(field, packageJson.name);
	await hand.click(page.getByTestId('user-agreement-checkbox'), 300);
	await hand.click(page.getByTestId('install-community-package-button'), 200);
	const card = page.getByTestId('community-package-card');
	await hand.waitFor(card, 900);
	await card.getByText(packageJson.name).waitFor();
}
