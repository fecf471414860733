import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { newWindow } from './browser';
import { OWNER } from './owner';
import type { N8n } from './server';

const PARAMETER = 'parameter-input-';
/** Parts of every parameter, marked like parameters. */
const PARTS = ['hint', 'field'];

/** n8n's editor in a browser. `page` is for what is not here. */
export class EditorPage {
	private constructor(
		readonly page: Page,
		private readonly url: string,
	) {}

	/** In a window that is signed in already; n8n takes only five sign-ins by password a minute. */
	static async open(
		browser: Browser,
		n8n: N8n,
		options: BrowserContextOptions = {},
	): Promise<EditorPage> {
		const context = await newWindow(browser, options);
		const { authentication } = n8n.rest.client;
		await context.addCookies([{ name: 'n8n-auth', value: authentication, url: n8n.url }]);
		return new EditorPage(await context.newPage(), n8n.url);
	}

	/** As a user signs in, by the form. */
	async signIn(): Promise<void> {
		const { page } = this;
		await page.context().clearCookies();
		await page.goto(`${this.url}/signin`);
		await page.fill('input[name=emailOrLdapLoginId]', OWNER.email);
		await page.fill('input[name=password]', OWNER.password);
		await page.getByTestId('form-submit-button').click();
		await page.waitForURL(/home|workflow/);
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	canvasNode(name: string): Locator {
		return this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
	}

	/** Opens the view of a node; its parameters are there when this returns. */
	async openNode(name: string): Promise<void> {
		await this.canvasNode(name).dblclick();
		await this.nodeView.waitFor();
		await this.page.getByTestId('node-parameters').first().waitFor();
		await this.nodeView.locator(`[data-test-id^=${PARAMETER}]`).first().waitFor();
	}

	get nodeView(): Locator {
		return this.page.getByTestId('ndv');
	}

	async closeNode(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').first().click();
		await this.nodeView.waitFor({ state: 'hidden' });
	}

	parameter(name: string): Locator {
		return this.page.getByTestId(`${PARAMETER}${name}`);
	}

	/** The names of the parameters that are shown, in their order. */
	async parametersShown(): Promise<string[]> {
		const ids = await this.page
			.getByTestId('node-parameters')
			.first()
			.locator(`[data-test-id^=${PARAMETER}]:visible`)
			.evaluateAll((inputs) => inputs.map((input) => input.getAttribute('data-test-id') ?? ''));
		return ids.map((id) => id.slice(PARAMETER.length)).filter((name) => !PARTS.includes(name));
	}

	/** Takes an entry of a dropdown by its label. */
	async choose(parameter: string, label: string): Promise<void> {
		await this.parameter(parameter).locator('input').first().click();
		const entries = this.page.locator('.el-select-dropdown__item:visible');
		await entries.getByText(label, { exact: true }).click();
		await entries.first().waitFor({ state: 'hidden' });
	}

	/** Runs the workflow from its trigger; what comes of it is to be waited for. */
	async runWorkflow(): Promise<void> {
		await this.page.getByTestId('execute-workflow-button').first().click();
	}

	/** The mark that a node's last run went well, in the canvas. */
	successOf(name: string): Locator {
		return this.canvasNode(name).getByTestId('canvas-node-status-success');
	}

	async close(): Promise<void> {
		await this.page.context().close();
	}
}
