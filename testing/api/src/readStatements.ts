/**
 * Splits a declaration file, as `tsc` writes it, into top-level statements without comments. It reads text, because TypeScript
 * 7 has no JavaScript API.
 */
export function readStatements(source: string): string[] {
  const statements: string[] = []
  let statement = ''
  let depth = 0
  for (const token of source.matchAll(tokens)) {
    const [text] = token
    if (text.startsWith('//') || text.startsWith('/*')) continue
    statement += text
    if ('([{'.includes(text)) depth += 1
    if (')]}'.includes(text)) depth -= 1
    if (depth === 0 && (text === ';' || (text === '}' && endsWithItsBlock.test(statement.trimStart())))) {
      statements.push(withoutBlankLines(statement))
      statement = ''
    }
  }
  if (statement.trim()) throw new Error(`This declaration has no end:\n${statement}`)
  return statements
}

/** Matches comments and strings as a whole, so that brackets inside them do not count, and everything else by character. */
const tokens = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|[\s\S]/g

const endsWithItsBlock = /^(?:export )?(?:default )?(?:declare )?(?:abstract )?(?:interface|class|enum|namespace)\b/

function withoutBlankLines(text: string): string {
  return text
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{2,}/g, '\n')
    .trim()
}
