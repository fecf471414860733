/** Blanks, and what has no width or turns a line around: copied text brings it along unseen. */
const UNSEEN = /[\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f]/;

/** Whatever shows as nothing when it stands alone: fillers, controls and the empty braille cell too. */
const SEEN = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Text without the blanks and invisible characters around it; those within it may join an emoji. */
export function trimmed(text: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && UNSEEN.test(text.charAt(start))) start += 1;
	while (end > start && UNSEEN.test(text.charAt(end - 1))) end -= 1;
	return text.slice(start, end);
}

/** Without the fence that AI models put around what they deliver. */
export function unfenced(text: string): string {
	return trimmed(trimmed(text).replace(/^```\w*|```$/g, ''));
}

export function isInvisible(text: string): boolean {
	return !SEEN.test(text);
}
