import { fileTypeOf } from '../../nodes/Kling/media/fileType';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const ftyp = (...brands: string[]) =>
	`\0\0\0${String.fromCharCode(12 + 4 * brands.length)}ftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}`;
const ebml = (content: string) =>
	`\x1a\x45\xdf\xa3${String.fromCharCode(0x80 + content.length)}${content}\x18\x53\x80\x67`;
const archive = (name: string) => `PK\x03\x04${'\0'.repeat(22)}\x09\0\0\0${name}`;
const packets = (start: string) => (start + '\xff'.repeat(187)).repeat(3);

/** Types that the node takes, or whose first bytes hide them. */
const TYPES: ReadonlyArray<readonly [what: string, start: string, name: string, kind: string]> = [
	['a JPEG', '\xff\xd8\xff\xe0\0\x10JFIF\0', 'JPG', 'image'],
	['a JPEG of a camera', '\xff\xd8\xff\xe1\0\x10Exif\0\0', 'JPG', 'image'],
	['a PNG', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'PNG', 'image'],
	['a WEBP', 'RIFF\x24\0\0\0WEBPVP8 ', 'WEBP', 'image'],
	['a GIF', 'GIF89a\x01\0\x01\0', 'GIF', 'image'],
	['a BMP', 'BM\x46\0\0\0\0\0\0\0\x36\0\0\0', 'BMP', 'image'],
	['a little-endian TIFF', 'II*\0\x08\0\0\0', 'TIFF', 'image'],
	['a big-endian TIFF', 'MM\0*\0\0\0\x08', 'TIFF', 'image'],
	['a photo of an iPhone', ftyp('heic', 'mif1', 'heic'), 'HEIC', 'image'],
	['a HEIC that says "pictures"', ftyp('mif1', 'heic'), 'HEIC', 'image'],
	['an AVIF', ftyp('avif', 'mif1'), 'AVIF', 'image'],
	['an AVIF that says "pictures"', ftyp('mif1', 'miaf', 'avif'), 'AVIF', 'image'],
	['an icon', '\0\0\x01\0\x01\0', 'ICO', 'image'],
	['a JPEG XL', '\0\0\0\x0cJXL \r\n\x87\n', 'JPEG XL', 'image'],
	['a Photoshop file', '8BPS\0\x01', 'Photoshop file', 'image'],
	['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'SVG', 'image'],
	['an SVG after a prolog', '<?xml version="1.0"?>\n<!-- x -->\n<svg width="1">', 'SVG', 'image'],
	['an MP4', ftyp('isom', 'iso2', 'avc1', 'mp41'), 'MP4', 'video'],
	['an MP4 of an unknown brand', ftyp('XYZ1'), 'MP4', 'video'],
	['an MP4 of a phone', ftyp('3gp5', 'mp42'), 'MP4', 'video'],
	['an MP4 with a long first box', `\0\0\x01\xbaftypmp42${'\0'.repeat(300)}`, 'MP4', 'video'],
	['a 3GP', ftyp('3gp4', 'isom'), '3GP', 'video'],
	['a MOV', ftyp('qt  ', 'qt  '), 'MOV', 'video'],
	['an old MOV, index first', '\0\0\x12\x34moov\0\0\0\x6cmvhd', 'MOV', 'video'],
	['an old MOV, blanks first', '\0\0\0\x08wide\0\x12\x34\x56mdat', 'MOV', 'video'],
	['an old MOV, a lot of data first', '\x02\0\0\0mdat\0\0\0\0', 'MOV', 'video'],
	['a WEBM', ebml('\x42\x86\x81\x01\x42\x82\x84webm'), 'WEBM', 'video'],
	['a WEBM with long sizes', ebml('\x42\x82\x40\x04webm\x42\x87\x81\x04'), 'WEBM', 'video'],
	['an MKV', ebml('\x42\x86\x81\x01\x42\x82\x88matroska'), 'MKV', 'video'],
	['an MKV by default', ebml('\x42\x86\x81\x01'), 'MKV', 'video'],
	['an AVI', 'RIFF\0\0\x10\0AVI LIST', 'AVI', 'video'],
	['a WMV', '0&\xb2u\x8ef\xcf\x11\xa6\xd9', 'WMV', 'video'],
	['an FLV', 'FLV\x01\x05', 'FLV', 'video'],
	['an MPEG', '\0\0\x01\xba\x44', 'MPEG', 'video'],
	['a transport stream', packets('G'), 'MPEG transport stream', 'video'],
	['a camcorder stream', packets('\0\x01\x02\x03G'), 'MPEG transport stream', 'video'],
	['an MP3', 'ID3\x03\0', 'MP3', 'other'],
	['an M4A', ftyp('M4A ', 'isom'), 'M4A', 'other'],
	['a WAV', 'RIFF\x24\0\0\0WAVEfmt ', 'WAV', 'other'],
	['a PDF', '%PDF-1.7\n%\xe2\xe3', 'PDF', 'other'],
	['a PDF after blanks', '\xef\xbb\xbf\r\n%PDF-1.4', 'PDF', 'other'],
	['an old Word document', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'Office document', 'other'],
	['a Word document', `${archive('[Content_Types].xml')}PK\x03\x04word/`, 'Word document', 'other'],
	['an Excel workbook', `${archive('_rels/.rels')}PK\x03\x04xl/w`, 'Excel workbook', 'other'],
	['an unclear Office file', archive('[Content_Types].xml'), 'Office document', 'other'],
	['a ZIP archive', archive('photo.jpg'), 'ZIP archive', 'other'],
	['an empty ZIP archive', 'PK\x05\x06\0\0', 'ZIP archive', 'other'],
	['a web page', '\n<!DOCTYPE html><html><svg></svg>', 'HTML page', 'other'],
	['an XML file', '<?xml version="1.0"?><rss>', 'XML file', 'other'],
	['an error of an API', '{\n\t"error": {"code": 404}}', 'JSON file', 'other'],
	['an RTF document', '{\\rtf1\\ansi', 'RTF document', 'other'],
	['a CSV', 'prompt;duration\r\n"a fox";5\r\n', 'text file', 'other'],
	['a text in UTF-8', 'caf\xc3\xa9', 'text file', 'other'],
	['a text in UTF-16', '\xff\xfeh\0i\0', 'text file', 'other'],
	['an image as base64', '/9j/4AAQSkZJRgABAQ', 'text file', 'other'],
	['a text about a car', 'BMW and others', 'text file', 'other'],
	['a text with a box in it', 'The free trial', 'text file', 'other'],
	['a link to a PNG', 'https://example.com/a.png', 'text file', 'other'],
];

describe('a file type', () => {
	it.each(TYPES)('is read from the content of %s', (_, start, name, kind) => {
		expect(fileTypeOf(bytes(start))).toMatchObject({ name, kind });
	});

	it('has what a download or an upload needs to name it', () => {
		expect(fileTypeOf(bytes(ftyp('qt  ')))).toStrictEqual({
			name: 'MOV',
			kind: 'video',
			mimeType: 'video/quicktime',
			extension: 'mov',
		});
	});

	it.each([
		['of no bytes', ''],
		['of one byte', '\0'],
		['of a cut-off signature', '\x89PNG\r\n\x1a'],
		['of a cut-off first box', '\0\0\0\x18ftypis'],
		['of a RIFF with something else', 'RIFF\x24\0\0\0ACON'],
		['of a transport stream out of step', `G${'\0'.repeat(187)}G${'\0'.repeat(180)}G`],
		['of a program', 'MZ\x90\0\x03\0\0\0'],
		['of zeros', '\0'.repeat(4096)],
	])('is not guessed %s', (_, start) => {
		expect(fileTypeOf(bytes(start))).toBeUndefined();
	});

	it('is read from a view into other bytes, and from a Buffer', () => {
		const around = bytes('xxxGIF89a\x01\0xxx');
		expect(fileTypeOf(around.subarray(3, 11))?.name).toBe('GIF');
		expect(fileTypeOf(Buffer.from(around).subarray(3))?.name).toBe('GIF');
	});
});
