import { MEDIA_SLOTS } from '../catalog/slots';
import type { VideoInputs, VideoRequest } from '../runware/protocol';
import type { Generation, Media } from './generation';

/** The task on the wire, in the order of the seed examples, but for its taskUUID. */
export function videoRequest({ model, media, settings }: Generation): VideoRequest {
	const inputs = toInputs(media);
	return {
		taskType: 'videoInference',
		model: model.value,
		...settings,
		...(Object.keys(inputs).length === 0 ? {} : { inputs }),
		deliveryMethod: 'async',
		includeCost: true,
	};
}

function toInputs(media: Media): VideoInputs {
	const parts = Object.values(MEDIA_SLOTS).flatMap(({ name, toInputs: part }) => {
		const links = media[name];
		return links === undefined ? [] : [part(links)];
	});
	const frameImages = parts.flatMap((part) => part.frameImages ?? []);
	const inputs = parts.reduce<VideoInputs>((all, part) => ({ ...all, ...part }), {});
	return frameImages.length === 0 ? inputs : { ...inputs, frameImages };
}
