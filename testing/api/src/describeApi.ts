import { posix } from 'node:path'
import { type Declarations, readDeclarations } from './readDeclarations.js'

/** A declaration and the file that contains it. */
interface Found {
  name: string
  file: string
  text: string
}

/**
 * Describes a package's exports as Markdown: the declarations of each entry point, and the declarations that they mention
 * without exporting them. Changes to internal code do not affect it.
 */
export function describeApi(
  name: string,
  entries: ReadonlyMap<string, string>,
  read: (file: string) => string,
): string {
  const files = new Map<string, Declarations>()
  const open = (file: string) => {
    const known = files.get(file) ?? readDeclarations(read(file))
    files.set(file, known)
    return known
  }
  const shownBy = new Map([...entries.values()].map((file) => [file, exportsOf(file, open)]))
  const everywhere = [...shownBy.values()].flat()
  const sections = [...entries].map(([subpath, file]) => {
    const shown = shownBy.get(file) ?? []
    const title = `## \`${posix.join(name, subpath)}\``
    const mentioned = mentionedBy(shown, everywhere, open)
    const rest = mentioned.length ? ['### Mentioned, but not exported', code(mentioned)] : []
    return [title, code(shown), ...rest].join('\n\n')
  })
  const note = 'Every public name and its declaration. `npm run api` writes this file; a test compares it.'
  return [`# The public API of ${name}`, note, ...sections, ''].join('\n\n').trimEnd().concat('\n')
}

function exportsOf(file: string, open: (file: string) => Declarations): Found[] {
  return [...open(file).exported.keys()].sort().map((name) => find(file, name, open))
}

/** Follows re-exports to the declaration of a name. */
function find(file: string, name: string, open: (file: string) => Declarations): Found {
  const { declared, imported, exported } = open(file)
  const text = declared.get(name)
  if (text) return { name, file, text: text.join('\n') }
  const origin = exported.get(name) ?? imported.get(name)
  if (origin) return find(resolve(file, origin.from), origin.name, open)
  return { name, file, text: `export { ${name} } // of another package` }
}

/** The package's declarations that others refer to: transitively, each once. */
function mentionedBy(
  shown: readonly Found[],
  everywhere: readonly Found[],
  open: (file: string) => Declarations,
): Found[] {
  const known = new Set(everywhere.map(({ text }) => text))
  const mentioned: Found[] = []
  const queue = [...shown]
  for (const { file, text, name: self } of queue) {
    const { declared, imported } = open(file)
    for (const name of new Set(text.match(/\b[A-Za-z_$][\w$]*\b/g))) {
      if (name === self || !(declared.has(name) || imported.has(name))) continue
      const found = find(file, name, open)
      if (known.has(found.text)) continue
      known.add(found.text)
      mentioned.push(found)
      queue.push(found)
    }
  }
  return mentioned.sort((a, b) => (a.name < b.name ? -1 : 1))
}

function resolve(file: string, from: string): string {
  return posix.join(posix.dirname(file), from).replace(/\.js$/, '.d.ts')
}

function code(found: readonly Found[]): string {
  return ['```ts', ...found.map(({ text }) => text), '```'].join('\n')
}
