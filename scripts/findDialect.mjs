/** Between two words of a comment or a paragraph: a space, or a new line with the comment's own marks. */
const gap = String.raw`(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*(?:\*|//|#|>)?[^\S\n]*)`

/** Words that this repository does not use, and what to write instead. Each matches whole words, in any case. */
const dialect = [
  ['mend|mends|mended|mending', 'fix'],
  ['anew', 'again'],
  ['nobody', 'no one'],
  ['told', 'notified, configured, or the value itself'],
  ['whoever', 'the user, the caller: name who it is'],
  ['in vain', 'without success'],
  ['by itself|by themselves', 'automatically, or alone'],
  ['lest', 'so that … not'],
  ['heed|heeds|heeded', 'follow'],
  ['thereby|whereby|wherein', 'a sentence of its own'],
  // "There is no" is fine, and so is "is no longer", "is no more than".
  [
    String.raw`(?<!\bthere )(?:is|are|was|were) no (?!longer|more|fewer|less|later|better|other|one\b)[\w\`-]+`,
    'is not a',
  ],
  [String.raw`(?<!\bthere )(?:is|are|was|were) none\b`, 'is not one: repeat the noun'],
].map(([words, instead]) => ({
  pattern: new RegExp(String.raw`(?<![\w-])(?:${words.replaceAll(' ', gap)})(?![\w-])`, 'gi'),
  instead,
}))

/**
 * Finds words of the private dialect that the first texts were written in.
 *
 * @param {string} text
 * @returns {{ line: number, found: string, instead: string }[]}
 */
export function findDialect(text) {
  return dialect
    .flatMap(({ pattern, instead }) =>
      [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
        line: text.slice(0, index).split('\n').length,
        found: found.replace(/\s+(?:\*|\/\/|#|>)?\s*/g, ' ').trim(),
        instead,
      })),
    )
    .sort((one, other) => one.line - other.line)
}
