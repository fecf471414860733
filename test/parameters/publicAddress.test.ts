import {
	isPrivateHost,
	reachesPrivateHosts,
} from '../../nodes/Kling/parameters/linksAndFiles/privateHost';

const hostOf = (address: string) =>
	new URL(address.includes('//') ? address : `http://${address}`).hostname;

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
		'http://home.arpa',
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
		...['localdomain', 'intranet', 'private', 'corp', 'home'].map((end) => `http://nas.${end}`),
		...['192.0.0.8', '198.18.0.1', '198.19.0.1', '224.0.0.1', '229.0.0.1', '230.0.0.1'],
		...['239.255.255.255', '240.0.0.1', '249.0.0.1', '250.0.0.1', '255.255.255.255'],
		...['172.19.0.1', '172.20.0.1', '172.29.0.1', '172.30.0.1', '100.69.0.1', '100.70.0.1'],
		...['100.99.0.1', '100.100.0.1', '100.119.0.1', '100.120.0.1'],
		...['[fc00::1]', '[ff02::1]', '[fe90::1]', '[febf::1]', '[fec0::1]'],
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
		...['https://local.example.com', 'https://test.example.com', 'https://10.example.com'],
		...['http://n8n.mylan', 'https://home.arpa.example.com', 'https://arpa.example'],
		...['1.10.0.1', '8.8.10.8', '8.192.168.1', '8.169.254.1', '8.172.16.1', '8.100.64.1'],
		...['8.198.18.1', '110.0.0.1', '128.0.0.1', '223.255.255.255', '192.0.1.1', '169.253.0.1'],
		...['172.1.0.1', '172.3.0.1', '172.33.0.1', '100.1.0.1', '100.7.0.1', '100.130.0.1'],
		...['198.17.0.1', '198.20.0.1', '198.1.0.1', '2.2.2.2', '25.1.1.1', '23.1.1.1'],
		...['[2606:4700::1111]', '[fe70::1]', '[fb00::1]', '[2001:fc00::1]', '[::2]'],
	])('is not that of %s', (url) => {
		expect(isPrivateHost(hostOf(url))).toBe(false);
	});
});

describe('an address of the API', () => {
	it.each([
		'http://localhost:3000/v1',
		'http://192.168.1.5/v1',
		'http://runware.local',
		'',
		'none',
	])('from which links to private hosts may be opened: %j', (apiUrl) => {
		expect(reachesPrivateHosts(apiUrl)).toBe(true);
	});

	it.each(['https://api.runware.ai/v1', 'https://8.8.8.8/v1'])(
		'from which they may not: %s',
		(apiUrl) => {
			expect(reachesPrivateHosts(apiUrl)).toBe(false);
		},
	);
});
