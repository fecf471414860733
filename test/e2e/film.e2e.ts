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

it.each(SCENES)('%s', async (_title, play) => {
	await play(new Hand(current().page, NO_CAMERA), current());
});
