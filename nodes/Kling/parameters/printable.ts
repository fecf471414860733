/** Invisible, or able to turn a line around; half a character too. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const BY_LETTER: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text as a message can show it: in one line, no longer than `longest`, and with codes for what can
 * not be seen, since just that may be the mistake.
 */
export function printable(text: string, longest: number): string {
	// One more, since the cut may leave half a character.
	const characters = Array.from(text.slice(0, longest + 1), seen);
	const whole = characters.join('');
	if (text.length <= longest && whole.length <= longest) return whole;
	let shown = '';
	for (const character of characters) {
		if (shown.length + character.length > longest - 3) break;
		shown += character;
	}
	return `${shown}…`;
}

function seen(character: string): string {
	return character.replace(UNSEEN, (unseen) => BY_LETTER[unseen] ?? coded(unseen));
}

function coded(character: string): string {
	const code = (character.codePointAt(0) ?? 0).toString(16);
	return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}
