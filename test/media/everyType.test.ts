import { fileTypeOf } from '../../nodes/Kling/media/fileType';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const ftyp = (...brands: readonly string[]) =>
	`\0\0\0${String.fromCharCode(12 + 4 * brands.length)}ftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}`;
const ebml = (content: string) =>
	`\x1a\x45\xdf\xa3${String.fromCharCode(0x80 + content.length)}${content}\x18\x53\x80\x67`;
const zip = (name: string) => `PK\x03\x04${'\0'.repeat(22)}\x09\0\0\0${name}`;
const packets = (start: string) => (start + '\xff'.repeat(187)).repeat(3);

/** Of each type: what a message calls it, what a download needs, and the beginnings that show it. */
const TYPES: readonly (readonly [
	extension: string,
	name: string,
	mimeType: string,
	starts: readonly string[],
])[] = [
	['jpg', 'JPG', 'image/jpeg', ['\xff\xd8\xff\xdb']],
	['png', 'PNG', 'image/png', ['\x89PNG\r\n\x1a\n']],
	['webp', 'WEBP', 'image/webp', ['RIFFabcdWEBP']],
	['gif', 'GIF', 'image/gif', ['GIF87a', 'GIF89a']],
	['bmp', 'BMP', 'image/bmp', ['BMabcd\0\0\0\0']],
	['tiff', 'TIFF', 'image/tiff', ['II*\0', 'MM\0*', 'II+\0', 'MM\0+']],
	[
		'heic',
		'HEIC',
		'image/heic',
		[
			...['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs'].map((brand) =>
				ftyp(brand, 'mif1'),
			),
			...['mif1', 'msf1'].map((brand) => ftyp(brand)),
			ftyp('msf1', 'hevc'),
		],
	],
	[
		'avif',
		'AVIF',
		'image/avif',
		[ftyp('avif'), ftyp('avis'), ftyp('mif1', 'avif'), ftyp('msf1', 'miaf', 'avis')],
	],
	['svg', 'SVG', 'image/svg+xml', ['<svg>', '<svg/>', '<SVG\nx', '<!-- a --><svg>']],
	['svg', 'SVG', 'image/svg+xml', ['<!DOCTYPE svg><svg >', '<?xml?><svg>', ' \n<svg>']],
	['ico', 'ICO', 'image/x-icon', ['\0\0\x01\0']],
	['jxl', 'JPEG XL', 'image/jxl', ['\xff\x0a', '\0\0\0\x0cJXL ']],
	['jp2', 'JPEG 2000', 'image/jp2', ['\0\0\0\x0cjP  ']],
	['psd', 'Photoshop file', 'image/vnd.adobe.photoshop', ['8BPS']],
	['cr3', 'camera raw file', 'image/x-canon-cr3', [ftyp('crx ')]],
	[
		'mp4',
		'MP4',
		'video/mp4',
		[ftyp('isom'), ftyp('mp42'), ftyp('3gp4', 'isom', 'mp41'), ftyp('3g2a', 'mp42'), ftyp('x3gp')],
	],
	[
		'mov',
		'MOV',
		'video/quicktime',
		[
			ftyp('qt  '),
			...['moov', 'wide', 'free', 'skip', 'pnot', 'mdat'].map((box) => `\0\0\0\x08${box}`),
			'\x7f\0\0\0mdat',
		],
	],
	[
		'webm',
		'WEBM',
		'video/webm',
		[
			ebml('\x42\x82\x84webm'),
			ebml('\x42\x82\x85webmX'),
			ebml('\x42\x86\x40\x01\x01\x42\x82\x84webm'),
		],
	],
	[
		'mkv',
		'MKV',
		'video/x-matroska',
		[
			ebml('\x42\x82\x88matroska'),
			ebml('\x42\x86\x81\x01'),
			ebml('\x42\x82\x83web'),
			ebml('\x42\x87\x84webm'),
			'\x1a\x45\xdf\xa3',
			'\x1a\x45\xdf\xa3\0',
			'\x1a\x45\xdf\xa3\x88\0\0\0\0\0\0\0\0',
			// The name stands behind the header, where it says nothing of it.
			`${ebml('\x42\x86\x81\x01')}\x42\x82\x84webm`,
		],
	],
	['avi', 'AVI', 'video/x-msvideo', ['RIFFabcdAVI ']],
	['wmv', 'WMV', 'video/x-ms-wmv', ['0&\xb2u\x8ef\xcf\x11']],
	['flv', 'FLV', 'video/x-flv', ['FLV\x01']],
	['3gp', '3GP', 'video/3gpp', [ftyp('3gp4', 'isom'), ftyp('3g2a'), ftyp('3gp4', 'xmp4')]],
	['mpg', 'MPEG', 'video/mpeg', ['\0\0\x01\xba', '\0\0\x01\xb3']],
	['ts', 'MPEG transport stream', 'video/mp2t', [packets('G'), packets('abcdG')]],
	['mp3', 'MP3', 'audio/mpeg', ['ID3', '\xff\xfb', '\xff\xf3', '\xff\xf2']],
	['m4a', 'M4A', 'audio/mp4', [ftyp('M4A '), ftyp('M4B '), ftyp('M4P ')]],
	['aac', 'AAC', 'audio/aac', ['\xff\xf1', '\xff\xf9']],
	['wav', 'WAV', 'audio/wav', ['RIFFabcdWAVE']],
	['ogg', 'OGG', 'application/ogg', ['OggS']],
	['flac', 'FLAC', 'audio/flac', ['fLaC']],
	['pdf', 'PDF', 'application/pdf', ['%PDF-1.7', '\n%pdf-']],
	['eps', 'PostScript file', 'application/postscript', ['%!PS-Adobe-3.0']],
	['doc', 'Office document', 'application/x-ole-storage', ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1']],
	[
		'docx',
		'Word document',
		'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
		[zip('[Content_Types].xml word/')],
	],
	[
		'xlsx',
		'Excel workbook',
		'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		[zip('[Content_Types].xml xl/')],
	],
	[
		'pptx',
		'PowerPoint presentation',
		'application/vnd.openxmlformats-officedocument.presentationml.presentation',
		[zip('[Content_Types].xml ppt/')],
	],
	[
		'odt',
		'OpenDocument file',
		'application/vnd.oasis.opendocument.text',
		[zip('mimetypeapplication/vnd.oasis.opendocument.text')],
	],
	['epub', 'EPUB book', 'application/epub+zip', [zip('mimetypeapplication/epub+zip')]],
	['zip', 'ZIP archive', 'application/zip', [zip('a.jpg'), 'PK\x05\x06']],
	['rar', 'RAR archive', 'application/vnd.rar', ['Rar!\x1a\x07']],
	['7z', '7-Zip archive', 'application/x-7z-compressed', ['7z\xbc\xaf\x27\x1c']],
	['gz', 'GZIP archive', 'application/gzip', ['\x1f\x8b\x08']],
	[
		'html',
		'HTML page',
		'text/html',
		[
			...['<!doctype html>', '<html>', '<HTML lang="en">', '<head>', '<body >', '<!-- a --><html>'],
			'<?xml version="1.0"?><html xmlns="a">',
		],
	],
	['xml', 'XML file', 'application/xml', ['<?xml version="1.0"?><a>']],
	[
		'json',
		'JSON file',
		'application/json',
		['{"a":1}', '{ }', '[]', '[ 1]', '[-1]', '[{}]', '[["a"]]'],
	],
	['rtf', 'RTF document', 'application/rtf', ['{\\rtf1']],
	[
		'txt',
		'text file',
		'text/plain',
		[
			...['\xff\xfea\0', '\xfe\xff\0a', 'a\tb\r\nc\f\x1b[0m', 'x %PDF-1.7', 'see <svg>', 'a<html>'],
			...[
				'<svgx>',
				'<htmlx>',
				'see <?xml?><svg>',
				'see <!-- --><html>',
				'see <?xml ?>',
				'<!doctype htmlx>',
				'{a}',
				'[a]',
				'PK\x09',
				'<a><svg>',
				'<xml >',
			],
		],
	],
];

describe('what a file begins with', () => {
	it.each(TYPES)('shows that it is %s', (extension, name, mimeType, starts) => {
		for (const start of starts) {
			const type = fileTypeOf(bytes(start));
			expect([start, type]).toEqual([
				start,
				expect.objectContaining({ extension, name, mimeType }),
			]);
		}
	});

	it.each([
		...['a\0', '\x01a', 'abc\x02'].map((start) => ['a control sign', start]),
		['another size', '\x01\0\0\x10ftypisom\0\0\0\0'],
		['another box', '\0\0\0\x10abcdisom\0\0\0\0'],
		['a box too small for a brand', '\0\0\0\x08ftypisom\0\0\0\0'],
		['a first box that is cut off', '\0\0\0\x10ftyp'],
		['another EBML', '\x1a\x45\xdf\xa4\x80'],
	])('shows nothing that is known by %s', (_what, start) => {
		expect(fileTypeOf(bytes(start ?? ''))).toBeUndefined();
	});

	it('is looked at as far as a real header goes', () => {
		const long = (before: number) => `${zip('a')}${'\0'.repeat(before)}word/`;
		expect(fileTypeOf(bytes(long(4000)))?.extension).toBe('docx');
		expect(fileTypeOf(bytes(long(4096)))?.extension).toBe('zip');
		const brands = (count: number) => ftyp('mif1', ...Array.from({ length: count }, () => 'miaf'));
		expect(fileTypeOf(bytes(`${brands(3)}avif`))?.extension).toBe('heic');
	});
});
