import type { FileFault } from './faultKinds';

/** What the file host answers in place of a file. */
export interface FileReply {
	readonly status: number;
	readonly body: string;
	readonly headers: Readonly<Record<string, string>>;
}

const HTML = { 'content-type': 'text/html' };

/** `cut` sends half of the file and ends the connection. */
export function spoilFile(fault: FileFault, onAnotherPort: string): FileReply | 'cut' {
	switch (fault) {
		case 'file404':
			return { status: 404, body: 'Not Found', headers: {} };
		case 'file422':
			return { status: 422, body: 'Unprocessable Content', headers: {} };
		case 'file502':
			return { status: 502, body: '<h1>Bad Gateway</h1>', headers: HTML };
		case 'fileHtml':
			return {
				status: 200,
				body: '<!DOCTYPE html><html><body>Please sign in</body></html>',
				headers: HTML,
			};
		case 'file410':
			return { status: 410, body: 'Gone', headers: {} };
		case 'fileCut':
			return 'cut';
		case 'fileRedirect':
			return { status: 302, body: '', headers: { location: onAnotherPort } };
	}
}
