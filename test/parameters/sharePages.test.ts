import { fileLinkOf } from '../../nodes/Kling/parameters/linksAndFiles/sharePages';

const DOWNLOAD = 'Download it, and use the file or a link that leads to the file itself';
const OPEN_FILE = 'Open the file in it, and use the link of that file';

describe('a page that only a browser makes something of', () => {
	it.each<[string, readonly string[]]>([
		[
			'a YouTube page',
			[
				'https://www.youtube.com/watch?v=abc',
				'https://youtube.com/shorts/abc',
				'https://m.youtube.com/watch?v=abc',
				'https://www.youtube-nocookie.com/embed/abc',
				'https://WWW.YouTube.com./watch?v=abc',
				'https://youtu.be/abc',
			],
		],
		[
			'a Vimeo page',
			['https://vimeo.com/123', 'https://www.vimeo.com/123', 'https://player.vimeo.com/video/123'],
		],
		[
			'a TikTok page',
			['https://tiktok.com/@a/video/1', 'https://www.tiktok.com/@a', 'https://vm.tiktok.com/abc/'],
		],
		['an Instagram page', ['https://instagram.com/p/abc', 'https://www.instagram.com/reel/abc/']],
		[
			'a Facebook page',
			[
				'https://facebook.com/watch?v=1',
				'https://www.facebook.com/a/videos/1',
				'https://m.facebook.com/a',
				'https://web.facebook.com/a',
				'https://fb.watch/abc',
			],
		],
		[
			'a page of X',
			[
				'https://x.com/a/status/1',
				'https://www.x.com/a',
				'https://twitter.com/a/status/1',
				'https://mobile.twitter.com/a',
			],
		],
		[
			'a Pinterest page',
			[
				'https://pinterest.com/pin/1',
				'https://www.pinterest.co.uk/pin/1',
				'https://de.pinterest.com/pin/1',
				'https://pin.it/abc',
			],
		],
		[
			'a OneDrive page',
			[
				'https://1drv.ms/i/s!AbC',
				'https://onedrive.live.com/?id=1',
				'https://onedrive.live.com/embed?id=1',
			],
		],
		[
			'a SharePoint page',
			[
				'https://contoso.sharepoint.com/:v:/s/x/AbC?e=1',
				'https://contoso-my.sharepoint.com/:i:/g/x',
			],
		],
		['an iCloud page', ['https://www.icloud.com/photos/#0a', 'https://share.icloud.com/photos/0a']],
		['a Box page', ['https://app.box.com/s/abc', 'https://company.app.box.com/file/1']],
		['a Google page', ['https://www.google.com/search?q=a', 'https://google.de/imgres?imgurl=a']],
		['a Dropbox page', ['https://www.dropbox.com/t/abc']],
		[
			'a web page',
			[
				'https://imgur.com/a/abc',
				'https://www.canva.com/design/abc/view',
				'https://unsplash.com/photos/abc',
				'https://www.pexels.com/photo/a-cat-1/',
			],
		],
		[
			'a page that plays a video',
			[
				'https://www.dailymotion.com/video/abc',
				'https://loom.com/share/abc',
				'https://www.loom.com/share/abc',
				'https://www.twitch.tv/a',
			],
		],
		[
			'a WeTransfer page',
			[
				'https://wetransfer.com/downloads/abc',
				'https://www.wetransfer.com/downloads/abc',
				'https://we.tl/t-abc',
			],
		],
		[
			'a Google Photos page',
			['https://photos.google.com/share/abc', 'https://photos.app.goo.gl/abc'],
		],
		[
			'a Google document',
			[
				'https://docs.google.com/document/d/1/edit',
				'https://docs.google.com/spreadsheets/d/1/edit',
				'https://docs.google.com/presentation/d/1/edit',
				'https://docs.google.com/forms/d/1/viewform',
			],
		],
	])('is %s: %j', (page, links) => {
		for (const link of links)
			expect([link, fileLinkOf(link)]).toEqual([link, { page, advice: DOWNLOAD }]);
	});

	it.each<[string, readonly string[]]>([
		[
			'a Google Drive folder',
			[
				'https://drive.google.com/drive/folders/1AbC',
				'https://drive.google.com/drive/u/0/folders/1AbC',
				'https://drive.google.com/drive',
				'https://drive.google.com/folderview?id=1AbC',
			],
		],
		[
			'a Dropbox folder',
			[
				'https://www.dropbox.com/sh/abc/x?dl=0',
				'https://dropbox.com/sh/abc',
				'https://www.dropbox.com/scl/fo/abc/x?rlkey=k&dl=0',
				'https://www.dropbox.com/home',
				'https://www.dropbox.com/home/photos',
			],
		],
	])('is %s, whose files have links: %j', (page, links) => {
		for (const link of links)
			expect([link, fileLinkOf(link)]).toEqual([link, { page, advice: OPEN_FILE }]);
	});
});

describe('a link that is taken as it is', () => {
	it.each([
		// Whoever's host it is on, it ends like a file.
		...['jpg', 'JPEG', 'png', 'webp', 'gif', 'mp4', 'mov', 'webm', 'm4v'].map(
			(ending) => `https://www.instagram.com/media/a.${ending}`,
		),
		'https://img.youtube.com/vi/abc/0',
		'https://onedrive.live.com/download?resid=1',
		'https://contoso.sharepoint.com/:v:/s/x/AbC?e=1&download=1',
		'https://contoso.sharepoint.com/_layouts/15/download.aspx?share=x',
		'https://app.box.com/shared/static/abc',
		'https://i.imgur.com/abc',
		'https://unsplash.com/photos/abc/download?force=true',
		'https://github.com/o/r/raw/main/a',
		'https://example.com/o/r/blob/main/a',
		'https://player.vimeo.com/progressive_redirect/playback/1',
		'https://player.vimeo.com/external/video/1',
		'https://docs.google.com/uploads/document/1',
		'https://docs.google.com/drawings/d/1/export',
		'https://drive.google.com/drives',
		'https://drive.google.com/shared/drive/1',
		'https://www.dropbox.com/shared',
		'https://www.dropbox.com/x/sh/abc',
		'https://www.dropbox.com/x/s/abc',
		'https://www.dropbox.com/x/t/abc',
		'https://app.box.com/shared/s/abc',
		'https://www.google.com/maps/search/abc',
		'https://contoso.sharepoint.com/sites/:v:/s/abc',
	])('is no page on a host of pages: %s', (link) => {
		expect(fileLinkOf(link)).toBeUndefined();
	});

	it.each(['https://www.tiktok.com/a.mp4/view', 'https://www.tiktok.com/ajpg'])(
		'does not end like a file: %s',
		(link) => {
			expect(fileLinkOf(link)).toEqual({ page: 'a TikTok page', advice: DOWNLOAD });
		},
	);

	const HOSTS = [
		...['youtube.com', 'youtu.be', 'vimeo.com', 'player.vimeo.com', 'tiktok.com', 'instagram.com'],
		...['facebook.com', 'www.facebook.com', 'fb.watch', 'twitter.com', 'x.com'],
		...['pin.it', 'dailymotion.com', 'loom.com', 'twitch.tv', 'wetransfer.com', 'we.tl'],
		...['photos.google.com', 'docs.google.com', 'drive.google.com', 'dropbox.com'],
		...['imgur.com', 'unsplash.com', 'pexels.com', '1drv.ms', 'onedrive.live.com', 'box.com'],
		...['www.icloud.com', 'share.icloud.com'],
	];

	it.each(HOSTS)('lies on a host that only sounds like %s', (host) => {
		for (const other of [`my${host}`, `${host}.example`, `${host}x.org`]) {
			for (const path of [
				'video/1',
				'document/d/1',
				'drive/folders/1',
				'sh/a',
				's/a',
				'file/d/1',
				'photos/1',
				'search?q=a',
			]) {
				const link = `https://${other}/${path}`;
				expect([link, fileLinkOf(link)]).toEqual([link, undefined]);
			}
		}
	});

	it.each([
		'https://mypinterest.com/pin/1',
		'https://pinterest.my-site.org/pin/1',
		'https://cdn.vimeo.com/a',
		'https://api.x.com/a',
		'https://cdn.loom.com/sessions/a',
		'https://contoso.sharepoint.com.example/:v:/s/a',
		'https://my.contoso.sharepoint.com/:v:/s/a',
		'https://icloud.com/photos/a',
		'https://mygoogle.com/search?q=a',
		'https://www.google.my-site.org/search?q=a',
	])('lies on another host, which may hold files: %s', (link) => {
		expect(fileLinkOf(link)).toBeUndefined();
	});
});

describe('a file that Dropbox shows in a page', () => {
	it.each([
		['https://www.dropbox.com/s/abc/a?dl=0', 'https://www.dropbox.com/s/abc/a?dl=1'],
		['https://dropbox.com/s/abc/a', 'https://dropbox.com/s/abc/a?dl=1'],
		[
			'https://www.dropbox.com/scl/fi/abc/a?rlkey=k&dl=0&st=x',
			'https://www.dropbox.com/scl/fi/abc/a?rlkey=k&dl=1&st=x',
		],
		['https://www.dropbox.com/s/abc/a?rlkey=k', 'https://www.dropbox.com/s/abc/a?rlkey=k&dl=1'],
		['https://www.dropbox.com/s/abc/a?dl=0#page=2', 'https://www.dropbox.com/s/abc/a?dl=1#page=2'],
		['https://www.dropbox.com/s/abc/a#x#y', 'https://www.dropbox.com/s/abc/a?dl=1#x#y'],
		['https://www.dropbox.com/s/abc/a?dl=', 'https://www.dropbox.com/s/abc/a?dl=1'],
		['https://www.dropbox.com/s/abc/a?dl=1', 'https://www.dropbox.com/s/abc/a?dl=1'],
		['https://www.dropbox.com/s/abc/a?raw=1', 'https://www.dropbox.com/s/abc/a?raw=1'],
		['https://www.dropbox.com/s/abc/a?raw=1&dl=0', 'https://www.dropbox.com/s/abc/a?raw=1&dl=0'],
		['https://www.dropbox.com/home/photos/a.jpg', 'https://www.dropbox.com/home/photos/a.jpg?dl=1'],
	])('is sent by %s as %s', (link, direct) => {
		expect(fileLinkOf(link)).toEqual({ link: direct });
	});
});

describe('a file that a page of its repository shows', () => {
	it.each([
		['https://github.com/o/r/blob/main/ä b.jpg?x#y', 'https://github.com/o/r/raw/main/ä b.jpg?x#y'],
		['https://gitlab.com/o/r/-/blob/main/a.jpg', 'https://gitlab.com/o/r/-/raw/main/a.jpg'],
	])('is sent by %s as %s', (link, raw) => {
		expect(fileLinkOf(link)).toEqual({ link: raw });
	});
});

describe('a file that Google Drive shows in a page', () => {
	it.each([
		['https://drive.google.com/file/d/1AbC_d-E/view?usp=sharing', '1AbC_d-E'],
		['https://drive.google.com/file/u/12/d/1AbC/view', '1AbC'],
		['https://drive.google.com/a/example.com/file/d/1AbC/edit', '1AbC'],
		['https://docs.google.com/file/d/1AbC/edit', '1AbC'],
		['https://drive.google.com/open?id=1AbC', '1AbC'],
		['https://drive.google.com/u/10/open?id=1AbC&authuser=0', '1AbC'],
		['https://drive.google.com/uc?id=1AbC', '1AbC'],
		['https://docs.google.com/uc?id=1AbC&export=view', '1AbC'],
		['https://drive.google.com/open?id=1AbC&export=download', '1AbC'],
		['https://drive.google.com/open?id=1&resourcekey=0-x%26y', '1&resourcekey=0-x%26y'],
	])('is sent by %s', (link, id) => {
		expect(fileLinkOf(link)).toEqual({
			link: `https://drive.google.com/uc?export=download&id=${id}`,
		});
	});

	it.each([
		'https://drive.google.com/uc?export=download&id=1AbC',
		'https://drive.google.com/open',
		'https://drive.google.com/open?id=',
		'https://drive.google.com/open?id=1%2FAbC',
		'https://drive.google.com/open?id=%201AbC',
		'https://drive.google.com/opened?id=1AbC',
		'https://drive.google.com/x/open?id=1AbC',
		'https://drive.google.com/u/x/open?id=1AbC',
		'https://drive.google.com/x/file/d/1AbC',
		'https://drive.google.com/file/u/x/d/1AbC',
		'https://mydrive.google.com/file/d/1AbC/view',
		'https://example.com/file/d/1AbC/view',
	])('is not in %s', (link) => {
		expect(fileLinkOf(link)).toBeUndefined();
	});
});
