import { MEDIA_SLOTS } from '../catalog/slots';
import type { VideoInputs, VideoRequest } from '../runware/wire/protocol';
import type { Generation } from './generation';
import type { Media, MediaRef } from './givenMedia';

/** What stands for a medium in the task: its link, media UUID or data URI. */
export type LinkOf = (media: MediaRef) => string;

/** The task on the wire, in the order of the seed examples, but for its taskUUID. */
export function videoRequest({ model, media, settings }: Generation, linkOf: LinkOf): VideoRequest {
	const inputs = toInputs(media, linkOf);
	return {
		taskType: 'videoInference',
		model: model.value,
		...settings,
		...(Object.keys(inputs).length === 0 ? {} : { inputs }),
		deliveryMethod: 'async',
		includeCost: true,
	};
}

function toInputs(media: Media, linkOf: LinkOf): VideoInputs {
	const parts = Object.values(MEDIA_SLOTS).flatMap(({ name, toInputs: part }) => {
		const given = media[name];
		return given === undefined ? [] : [part(given.map(linkOf))];
	});
	const frameImages = parts.flatMap((part) => part.frameImages ?? []);
	const inputs = parts.reduce<VideoInputs>((all, part) => ({ ...all, ...part }), {});
	return frameImages.length === 0 ? inputs : { ...inputs, frameImages };
}
