import type { MediaKind } from '../parameters/linksAndFiles/mediaLinks';
import type { VideoInputs } from '../runware/wire/protocol';

/** How many entries a slot takes. */
export interface Count {
	readonly min: number;
	readonly max: number;
}

/** Images beside a video: Kling's own limit, the stricter one. */
export const MOST_WITH_VIDEO = 4;

/** A place for media that a mode can have: one form field, one part of the task's `inputs`. */
export interface MediaSlot {
	/** The form's parameter; two modes that share a slot share what was typed into it. */
	readonly name: SlotName;
	readonly displayName: string;
	readonly kind: MediaKind;
	/** Whether the field takes several entries, one per line. */
	readonly list: boolean;
	readonly description: string;
	readonly placeholder: string;
	readonly hint: string;
	/** Said before the hint, where it depends on the mode how many entries are taken. */
	readonly howMany?: (count: Count) => string;
	readonly toInputs: (links: readonly string[]) => VideoInputs;
}

const REACHABLE = 'Runware must be able to open the link without signing in';

/** Kling's own way to speak of an input; n8n shows hints as HTML, hence the entities. */
const inThePrompt = (input: string) => `&lt;&lt;&lt;${input}&gt;&gt;&gt;`;

function oneALine({ min, max }: Count): string {
	if (min > 0) return `One link per line, up to ${max}.`;
	if (max > MOST_WITH_VIDEO) {
		return `One link per line: up to ${max}, or up to ${MOST_WITH_VIDEO} with a reference video.`;
	}
	return `Optional. One link per line, up to ${max}.`;
}

export type SlotName = 'firstFrame' | 'lastFrame' | 'referenceVideo' | 'video' | 'referenceImages';

export const MEDIA_SLOTS: Readonly<Record<SlotName, MediaSlot>> = {
	firstFrame: {
		name: 'firstFrame',
		displayName: 'First Frame',
		kind: 'image',
		list: false,
		description:
			"The image that the video starts with: a public link, or the media UUID from 'Media: Upload'. If there is none, leave it empty.",
		placeholder: 'e.g. https://example.com/start.jpg',
		hint: `JPG or PNG, each side at least 300 pixels. ${REACHABLE}.`,
		toInputs: (links) => ({ frameImages: links.map((image) => ({ image, frame: 'first' })) }),
	},
	lastFrame: {
		name: 'lastFrame',
		displayName: 'Last Frame',
		kind: 'image',
		list: false,
		description:
			"The image that the video ends with: a public link, or the media UUID from 'Media: Upload'. If there is none, leave it empty.",
		placeholder: 'e.g. https://example.com/end.jpg',
		hint: 'Works best with the same shape as the first frame',
		toInputs: (links) => ({ frameImages: links.map((image) => ({ image, frame: 'last' })) }),
	},
	referenceVideo: {
		name: 'referenceVideo',
		displayName: 'Reference Video',
		kind: 'video',
		list: false,
		description:
			"The video whose motion, camera or style the new one follows: a public link, or the media UUID from 'Media: Upload'. If there is none, leave it empty.",
		placeholder: 'e.g. https://example.com/dance.mp4',
		hint: `MP4 or MOV, 3 to 10 seconds. ${REACHABLE}. In the prompt, refer to it as ${inThePrompt('video_1')}.`,
		toInputs: (links) => ({ referenceVideos: links }),
	},
	video: {
		name: 'video',
		displayName: 'Source Video',
		kind: 'video',
		list: false,
		description:
			"The video to change: a public link, or the media UUID from 'Media: Upload'. Always needed.",
		placeholder: 'e.g. https://example.com/source.mp4',
		hint: `MP4 or MOV, 3 to 10 seconds. The cost depends on its length. ${REACHABLE}.`,
		toInputs: ([video]) => (video === undefined ? {} : { video }),
	},
	referenceImages: {
		name: 'referenceImages',
		displayName: 'Reference Images',
		kind: 'image',
		list: true,
		description:
			"Images of people, things, places or a style that the video should show: public links, or media UUIDs from 'Media: Upload', one per line. If there are none, leave it empty.",
		placeholder: 'e.g. https://example.com/hero.jpg',
		hint: `In the prompt, refer to them as ${inThePrompt('image_1')}, ${inThePrompt('image_2')} and so on.`,
		howMany: oneALine,
		toInputs: (links) => ({ referenceImages: links }),
	},
};
