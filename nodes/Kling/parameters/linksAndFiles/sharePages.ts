/** What a link to a page of such a host becomes: the file's own link, or why there is none. */
export type FileLink =
	| { readonly link: string }
	| { readonly page: string; readonly advice: string };

const DOWNLOAD = 'Download it, and use the file or a link that leads to the file itself';
const OPEN_FILE = 'Open the file in it, and use the link of that file';

/** Pages that show something: a browser gets a video or picture there, Runware gets HTML. */
const PAGES: readonly (readonly [host: RegExp, path: RegExp, what: string, advice: string])[] = [
	[/(^|\.)youtube(-nocookie)?\.com$/, /^\/(?!vi\/)/, 'a YouTube page', DOWNLOAD],
	[/^youtu\.be$/, /./, 'a YouTube page', DOWNLOAD],
	[/^(www\.)?vimeo\.com$/, /./, 'a Vimeo page', DOWNLOAD],
	[/^player\.vimeo\.com$/, /^\/video\//, 'a Vimeo page', DOWNLOAD],
	[/(^|\.)tiktok\.com$/, /./, 'a TikTok page', DOWNLOAD],
	[/(^|\.)instagram\.com$/, /./, 'an Instagram page', DOWNLOAD],
	[/^(www\.|m\.|web\.)?facebook\.com$|^fb\.watch$/, /./, 'a Facebook page', DOWNLOAD],
	[/^(www\.|mobile\.)?(twitter|x)\.com$/, /./, 'a page of X', DOWNLOAD],
	[/^((www|[a-z]{2})\.)?pinterest\.[a-z.]+$|^pin\.it$/, /./, 'a Pinterest page', DOWNLOAD],
	[/^(www\.)?(dailymotion|loom|twitch)\.(com|tv)$/, /./, 'a page that plays a video', DOWNLOAD],
	[/^(www\.)?(imgur|giphy|canva|figma|reddit|linkedin)\.com$/, /./, 'a web page', DOWNLOAD],
	[/^(www\.)?(unsplash|pexels)\.com$/, /\/(photo|video)(?!.*\/download)/, 'a web page', DOWNLOAD],
	[/^(www\.)?google\.[a-z.]+$/, /^\/(search|imgres|url)\b/, 'a Google page', DOWNLOAD],
	[/^1drv\.ms$|^onedrive\.live\.com$/, /^\/(?!download\b)/, 'a OneDrive page', DOWNLOAD],
	[/^[\w-]+\.sharepoint\.com$/, /^\/:[a-z]:\/(?!.*[?&]download=1)/, 'a SharePoint page', DOWNLOAD],
	[/^(www|share)\.icloud\.com$/, /./, 'an iCloud page', DOWNLOAD],
	[/(^|\.)box\.com$/, /^\/(s|file|folder)\//, 'a Box page', DOWNLOAD],
	[/^(www\.)?wetransfer\.com$|^we\.tl$/, /./, 'a WeTransfer page', DOWNLOAD],
	[/^photos\.(google\.com|app\.goo\.gl)$/, /./, 'a Google Photos page', DOWNLOAD],
	[
		/^docs\.google\.com$/,
		/^\/(document|spreadsheets|presentation|forms)\//,
		'a Google document',
		DOWNLOAD,
	],
	[/^drive\.google\.com$/, /^\/($|drive\b|folderview)/, 'a Google Drive folder', OPEN_FILE],
	[/^(www\.)?dropbox\.com$/, /^\/(sh|scl\/fo|home)\b/, 'a Dropbox folder', OPEN_FILE],
	[/^(www\.)?dropbox\.com$/, /^\/t\//, 'a Dropbox page', DOWNLOAD],
];

/** GitHub and GitLab show a file in a page, and send it from beside that. */
const REPOSITORY = /^(https?:\/\/(?:www\.)?git(?:hub|lab)\.com\/[^?#]+?\/)blob\//i;

/** A link that ends like a file leads to one, whoever's host it is on. */
const FILE_PATH = /\.(jpe?g|png|webp|gif|mp4|mov|webm|m4v)$/i;

/**
 * The direct link to a file that is shared by a page; undefined for a link that is none of those.
 * @param link a web link
 */
export function fileLinkOf(link: string): FileLink | undefined {
	const { hostname, pathname, search, searchParams } = new URL(link);
	const host = hostname.replace(/\.$/, '');
	const isDropbox = /^(www\.)?dropbox\.com$/.test(host);
	if (isDropbox && (/^\/(s|scl\/fi)\//.test(pathname) || FILE_PATH.test(pathname))) {
		return { link: direct(link, searchParams) };
	}
	const id = driveFile(host, pathname, searchParams);
	if (id !== undefined) {
		const key = searchParams.get('resourcekey');
		const resource = key === null ? '' : `&resourcekey=${encodeURIComponent(key)}`;
		return { link: `https://drive.google.com/uc?export=download&id=${id}${resource}` };
	}
	const raw = link.replace(REPOSITORY, '$1raw/');
	if (raw !== link) return { link: raw };
	if (FILE_PATH.test(pathname)) return undefined;
	const found = PAGES.find(([hosts, paths]) => hosts.test(host) && paths.test(pathname + search));
	return found === undefined ? undefined : { page: found[2], advice: found[3] };
}

/** Dropbox shows a page unless told to send the file; the other parameters are its key. */
function direct(link: string, parameters: URLSearchParams): string {
	if (parameters.get('dl') === '1' || parameters.has('raw')) return link;
	if (parameters.has('dl'))
		return link.replace(/([?&]dl=)[^&#]*/, (_all, name: string) => `${name}1`);
	const [address = '', ...fragment] = link.split('#');
	const plus = `${address}${address.includes('?') ? '&' : '?'}dl=1`;
	return [plus, ...fragment].join('#');
}

/** The ID of a Google Drive file whose page the link opens. */
function driveFile(host: string, path: string, parameters: URLSearchParams): string | undefined {
	if (!/^(drive|docs)\.google\.com$/.test(host)) return undefined;
	const inPath = /^\/(?:a\/[^/]+\/)?file\/(?:u\/\d+\/)?d\/([\w-]+)/.exec(path)?.[1];
	if (inPath !== undefined) return inPath;
	if (!/^\/(u\/\d+\/)?(open|uc)$/.test(path)) return undefined;
	const id = parameters.get('id') ?? '';
	const isDirect = path.endsWith('uc') && parameters.get('export') === 'download';
	return /^[\w-]+$/.test(id) && !isDirect ? id : undefined;
}
