import { NO_CAMERA } from './film/camera';
import { Hand } from './film/hand';
import { SCENES } from './film/scenes/all';
import { setStage, type Stage } from './film/stage';

/** The scenes of `npm run film`, without a camera: what the film shows is true. */
let stage: Stage | undefined;

function current(): Stage {
	if (stage === undefined) throw new Error('The stage has not been set');
	return stage;
}

beforeAll(async () => {
	stage = await setStage();
});
afterAll(async () => await stage?.close());

let played = 0;

it.each(SCENES.map(([title, play], place) => ({ title, play, place })))(
	'$title',
	async ({ play, place }) => {
		if (played < place) throw new Error('The scene before has not come to its end');
		await play(new Hand(current().page, NO_CAMERA), current());
		played += 1;
	},
);
