/**
 * Control characters (including C1 and DEL), separators of lines and paragraphs, characters that change the direction of text, and
 * lone surrogates: in a log or a terminal they can forge a line, hide one, or change how it reads.
 */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/gu

/** Escapes characters that could forge a line of a log or a terminal, as in JSON: `\u001b`. */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
