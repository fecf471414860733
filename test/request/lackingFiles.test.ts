import { parseGeneration } from '../../nodes/Kling/request/generation';
import { refusalOf, rowFilesOf, sourceOf } from '../parameters/source';
import type { Row } from '../parameters/source';
import { operationOf, rowOf, VIDEO } from './rows';
import type { ModeName } from './rows';

/** A row without the file that its field names, in a run in which another row has it. */
const parse = (mode: ModeName, row: Row) =>
	parseGeneration(
		sourceOf(rowOf(mode, row)),
		rowFilesOf(['logo'], ['photo', 'logo']),
		operationOf(mode),
	);

describe('a file that this row lacks and another one has', () => {
	it.each<[ModeName, Row, string]>([
		[
			'firstFrame',
			{ firstFrameSource: 'binary', firstFrameBinaryField: 'photo' },
			"'First Frame Input Data Field Name'",
		],
		[
			'referenceVideo',
			{
				referenceVideo: VIDEO,
				referenceImagesSource: 'binary',
				referenceImagesBinaryFields: 'photo',
			},
			"'Reference Images Input Data Field Names'",
		],
		[
			'edit',
			{ referenceImagesSource: 'binary', referenceImagesBinaryFields: 'photo' },
			"'Reference Images Input Data Field Names'",
		],
	])('is missed in %s, although the mode may do without', (mode, row, label) => {
		expect(refusalOf(() => parse(mode, row))).toBe(
			`${label} is "photo", but this row's file is in 'logo'. Enter that name`,
		);
	});

	it('counts as left empty where the media decide the mode', () => {
		const row = { inputMode: 'auto', firstFrameSource: 'binary', firstFrameBinaryField: 'photo' };
		expect(parse('text', row).mode.value).toBe('text');
	});
});
