/**
 * Control characters (C1 and DEL too), what ends a line or a paragraph, what changes the direction of text, and half characters:
 * in a log or a terminal they can forge a line, hide one, or make one read as something else.
 */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/gu

/** The text, fit for one line of a log or a terminal: what cannot be printed is written as in JSON, `\u001b`. */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
