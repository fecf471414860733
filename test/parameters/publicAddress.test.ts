import { isPrivateHost } from '../../nodes/Kling/parameters/linksAndFiles/privateHost';

const hostOf = (url: string) => new URL(url).hostname;

describe('a host that only its own machine or network reaches', () => {
	it.each([
		'http://localhost:5678',
		'http://LOCALHOST.',
		'http://n8n.localhost',
		'http://n8n',
		'http://n8n.local',
		'http://n8n.internal',
		'http://nas.lan',
		'http://box.home.arpa',
		'http://n8n.test',
		'http://0.0.0.0',
		'http://127.0.0.1',
		'http://127.1',
		'http://2130706433',
		'http://0x7f.0.0.1',
		'http://10.1.2.3',
		'http://172.16.0.1',
		'http://172.31.255.255',
		'http://192.168.178.20',
		'http://169.254.169.254',
		'http://100.64.0.1',
		'http://100.127.255.255',
		'http://[::1]:5678',
		'http://[::]',
		'http://[fd12::1]',
		'http://[fe80::1]',
		'http://[::ffff:192.168.0.1]',
	])('is that of %s', (url) => {
		expect(isPrivateHost(hostOf(url))).toBe(true);
	});

	it.each([
		'https://n8n.example.com',
		'https://localhost.example.com',
		'https://mylocal.com',
		'https://n8n.cloud',
		'https://8.8.8.8',
		'https://172.15.0.1',
		'https://172.32.0.1',
		'https://100.63.0.1',
		'https://100.128.0.1',
		'https://192.169.0.1',
		'https://11.0.0.1',
		'https://[2001:db8::1]',
		'https://api.runware.ai/v1',
	])('is not that of %s', (url) => {
		expect(isPrivateHost(hostOf(url))).toBe(false);
	});
});
