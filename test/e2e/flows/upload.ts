import type { JsonObject } from '../../../emulator/validation/jsonObject';

export interface HttpRequestNode {
	readonly type: string;
	readonly typeVersion: number;
	readonly parameters: JsonObject;
}

/** The node HTTP Request. */
export const httpRequest = (parameters: JsonObject): HttpRequestNode => ({
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.5,
	parameters,
});

/** Sends the item's file, as upload steps do. */
export const upload = (url: string): HttpRequestNode =>
	httpRequest({
		method: 'PUT',
		url,
		sendBody: true,
		contentType: 'binaryData',
		inputDataFieldName: 'data',
	});
