import { isJsonObject } from '../../emulator/validation/jsonObject';
import type { Exchange, Spoil } from './gateway';

/** An answer that is not the API's own. */
function instead(
	status: number,
	bodyOf: (exchange: Exchange) => unknown,
	headers: (exchange: Exchange) => Readonly<Record<string, string>> = () => ({}),
): Spoil {
	return (exchange) => {
		const body = bodyOf(exchange);
		exchange.response.writeHead(status, {
			'content-type': typeof body === 'string' ? 'text/html' : 'application/json',
			...headers(exchange),
		});
		exchange.response.end(typeof body === 'string' ? body : JSON.stringify(body));
	};
}

const refused = (status: number, error: (authorization: string) => object): Spoil =>
	instead(status, ({ authorization }) => ({ errors: [error(authorization)] }));

/** The API's answer with more in its results. */
const extended = (extras: (exchange: Exchange) => object): Spoil =>
	instead(200, (exchange) => {
		const body: unknown = JSON.parse(exchange.answer);
		const data = isJsonObject(body) && Array.isArray(body['data']) ? body['data'] : [];
		return { data: data.map((result: unknown) => ({ ...Object(result), ...extras(exchange) })) };
	});

const keyIn = (authorization: string) => authorization.replace(/^Bearer /, '');

/** Ways in which a gateway, a proxy or a debug page gives back the header that carries the key. */
export const ECHOES: Readonly<Record<string, Spoil>> = {
	'a refused key': refused(401, (sent) => ({
		code: 'invalidApiKey',
		message: `The API key '${sent}' is invalid`,
	})),
	'a refusal': refused(400, (sent) => ({
		code: 'invalidRequest',
		message: `Bad header authorization=${sent}`,
	})),
	'a refusal that is answered with 200': refused(200, (sent) => ({
		code: 'invalidRequest',
		message: sent,
	})),
	'a server fault': refused(500, (sent) => ({
		code: 'internalServerError',
		message: `at request {"authorization":"${sent}"}`,
	})),
	'every field of an error': refused(400, (sent) => ({
		code: `invalid ${sent}`,
		message: 'No',
		parameter: [sent, `headers.${sent}`],
		allowedValues: [sent],
		documentation: `https://docs.invalid/?${sent}`,
		responseContent: sent,
		taskUUID: sent,
		type: sent,
	})),
	'a bare error': instead(400, ({ authorization }) => ({ error: authorization })),
	'an error of old servers': instead(200, ({ authorization }) => ({
		error: true,
		errorId: authorization,
		errorMessage: authorization,
	})),
	'nested details': refused(400, (sent) => ({
		code: 'invalidRequest',
		message: 'No',
		responseContent: { request: { headers: [sent] } },
	})),
	'a debug page': instead(500, ({ authorization }) => `<pre>Authorization: ${authorization}</pre>`),
	'a page that says it is fine': instead(200, ({ authorization }) => `<p>${authorization}</p>`),
	'a page that is not found': instead(404, ({ authorization }) => `<p>${authorization}</p>`),
	'plain text': instead(
		403,
		({ authorization }) => `denied: ${authorization}`,
		() => ({ 'content-type': 'application/json' }),
	),
	'a redirect': instead(
		307,
		() => '',
		({ authorization, own }) => ({
			location: `${own}/elsewhere?key=${encodeURIComponent(authorization)}`,
		}),
	),
	'a moved page': instead(
		301,
		() => '',
		({ authorization, own }) => ({ location: `${own}/?${encodeURIComponent(authorization)}` }),
	),
	headers: instead(
		429,
		() => ({ errors: [] }),
		({ authorization }) => ({
			'retry-after': authorization,
			'x-echo': authorization,
			'set-cookie': authorization,
		}),
	),
	'the status line': ({ authorization, response }) => {
		response.writeHead(403, authorization, { 'content-type': 'text/plain' });
		response.end(authorization);
	},
	'escapes of links': refused(400, (sent) => ({
		code: 'invalidRequest',
		message: `?auth=${encodeURIComponent(sent)}`,
	})),
	'escapes of JSON': refused(400, (sent) => ({
		code: 'invalidRequest',
		message: JSON.stringify({ headers: { sent } }),
	})),
	'half an answer': ({ authorization, response, socket }) => {
		response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
		response.write(`{"errors":[{"message":"${authorization}`, () => socket.destroy());
	},
	'no HTTP at all': ({ authorization, socket }) => {
		socket.end(`what is ${authorization}?\r\n\r\n`);
	},
	'a broken header': ({ authorization, socket }) => {
		socket.end(`HTTP/1.1 200 OK\r\n${authorization}\r\nContent-Length: 0\r\n\r\n`);
	},
	'a body that is not packed as it says': ({ authorization, response }) => {
		response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
		response.end(authorization);
	},
	'unknown fields': extended(({ authorization }) => ({ headers: { authorization } })),
	'known fields': extended(({ authorization }) => ({
		model: authorization,
		videoUUID: authorization,
		mediaUUID: keyIn(authorization),
		organizationName: authorization,
		usage: { [keyIn(authorization)]: [{ authorization }] },
		cost: authorization,
	})),
	'the links of files': extended(({ authorization, own }) => ({
		videoURL: `${own}/video.mp4?key=${encodeURIComponent(keyIn(authorization))}`,
		mediaURL: `${own}/${encodeURIComponent(authorization)}`,
	})),
	'a very deep answer': instead(400, ({ authorization }) => ({
		errors: [
			{ code: 'invalidRequest', message: 'No', responseContent: nested(authorization, 500) },
		],
	})),
};

function nested(value: unknown, levels: number): unknown {
	let wrapped = value;
	for (let level = 0; level < levels; level += 1) wrapped = { wrapped };
	return wrapped;
}
