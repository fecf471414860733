import type { Spec } from 'vega';
import { CONTENDERS } from './contenders/contenders';
import { alike } from './bars';
import { median } from './median';
import { ROWS, SHORT_SECONDS, type Timed } from './timing';

interface Figure {
	readonly title: string;
	/** Of the vertical axis. */
	readonly axis: string;
	readonly of: (run: Timed) => number;
	/** A dotted line to compare with. */
	readonly ideal?: number;
}

/** By the name of the picture in docs/images. */
const FIGURES: Readonly<Record<string, Figure>> = {
	'bench-time': {
		title: `Time until all videos are ready (each takes ${SHORT_SECONDS} s to render, the dotted line)`,
		axis: 'seconds',
		of: ({ seconds }) => seconds,
		ideal: SHORT_SECONDS,
	},
	'bench-requests': {
		title: `Requests to the API (each video takes ${SHORT_SECONDS} s to render)`,
		axis: 'requests',
		of: ({ requests }) => requests,
	},
};

const COLORS = ['#0b6e4f', '#d1495b', '#3066be', '#7d5ba6', '#c58b1b'];
const SIZE = { width: 560, height: 300 };
const FONT = 'Helvetica, Arial, sans-serif';

function specOf({ title, axis, of, ideal }: Figure, runs: readonly Timed[]): object {
	const points = CONTENDERS.flatMap(({ id, name }) =>
		ROWS.map((rows) => ({
			contender: name,
			rows,
			value: median(
				alike(runs, { rows, renderSeconds: SHORT_SECONDS })
					.filter((run) => run.contender === id)
					.map(of),
			),
		})),
	);
	const logarithmic = { type: 'log' };
	const scaleOf = { domain: CONTENDERS.map(({ name }) => name), range: COLORS };
	const lines = {
		data: { values: points },
		mark: { type: 'line', point: { size: 60 }, strokeWidth: 2.5 },
		encoding: {
			x: {
				field: 'rows',
				type: 'quantitative',
				scale: logarithmic,
				axis: { values: ROWS, format: 'd' },
				title: 'rows',
			},
			y: { field: 'value', type: 'quantitative', scale: logarithmic, title: axis },
			color: { field: 'contender', type: 'nominal', scale: scaleOf, title: null },
		},
	};
	const compared =
		ideal === undefined
			? []
			: [
					{
						data: { values: [{ value: ideal }] },
						mark: { type: 'rule', strokeDash: [4, 4], color: '#777777' },
						encoding: { y: { field: 'value', type: 'quantitative' } },
					},
				];
	return {
		...SIZE,
		title: { text: title, anchor: 'start', fontSize: 14 },
		background: 'white',
		padding: 12,
		config: {
			font: FONT,
			axis: { labelFontSize: 12, titleFontSize: 12, gridColor: '#eeeeee' },
			legend: { labelFontSize: 12, labelLimit: 240 },
		},
		layer: [...compared, lines],
	};
}

async function drawn(spec: object): Promise<string> {
	// Loaded when something is drawn: they are modules that only import() can load.
	const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
	const vegaSpec: Spec = compile(spec).spec;
	return await new vega.View(vega.parse(vegaSpec), { renderer: 'none' }).toSVG();
}

/** SVG by the name of the picture. */
export async function chartsOf(runs: readonly Timed[]): Promise<ReadonlyMap<string, string>> {
	const charts = Object.entries(FIGURES).map(
		async ([name, figure]) => [name, await drawn(specOf(figure, runs))] as const,
	);
	return new Map(await Promise.all(charts));
}
