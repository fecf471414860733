import type { Hand } from '../hand';
import type { Stage } from '../stage';
import { addNode } from './addNode';
import { badRow } from './badRow';
import { connect } from './connect';
import { firstRun } from './firstRun';
import { install } from './install';
import { mapColumns } from './mapColumns';
import { secondRun } from './secondRun';

/** In their order; each begins where the one before has ended. */
export const SCENES: ReadonlyArray<readonly [string, (hand: Hand, stage: Stage) => Promise<void>]> =
	[
		['the package is installed from the settings', install],
		['the node is found and added behind a table', addNode],
		['a credential is tested and saved', connect],
		['columns are dragged onto fields', mapColumns],
		['three rows become three videos, which play', firstRun],
		['a bad row is named, and costs nothing', badRow],
		['the second run is free', secondRun],
	];
