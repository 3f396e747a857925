import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const root = new URL('..', import.meta.url).pathname
// Here, so that the samples find the packages as a host's own files do.
const folder = mkdtempSync(join(root, 'node_modules', '.samples-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Sample {
  /** Where it stands: `docs/guides/theming.md:12`. */
  place: string
  /** The file that it is compiled as. One that begins with `// name.ts` can be imported by the others of its document. */
  name: string
  code: string
}

/**
 * All fenced `ts` and `tsx` blocks but those quoted from apps/examples, which are compiled and run there. A block that is marked
 * `continues` is appended to the block before it.
 */
function samplesOf(file: string): Sample[] {
  const text = readFileSync(file, 'utf8')
  const samples: Sample[] = []
  for (const { index, groups } of text.matchAll(
    /(?<!^<!-- example: \S+ -->\n+)^```(?<extension>tsx?)(?<mark> .*)?\n(?<code>.*?)^```$/gms,
  )) {
    const { extension = 'ts', mark, code = '' } = groups ?? {}
    const before = samples.at(-1)
    if (mark === ' continues' && before) before.code += code
    else {
      const line = text.slice(0, index).split('\n').length
      const name = /^\/\/ ([\w-]+\.tsx?)\n/.exec(code)?.[1] ?? `line-${line}.${extension}`
      const place = relative(root, file)
      samples.push({ place: `${place}:${line}`, name: join(place.replaceAll('/', '-'), name), code })
    }
  }
  return samples
}

function documents(): string[] {
  const guides = filesIn('docs').map((name) => `docs/${name}`)
  const pages = filesIn('.storybook/docs').map((name) => `.storybook/docs/${name}`)
  const readmes = ['packages', 'apps', 'testing'].flatMap((part) =>
    readdirSync(join(root, part)).map((name) => `${part}/${name}/README.md`),
  )
  return ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...guides, ...pages, ...readmes]
    .map((name) => join(root, name))
    .filter((path) => /\.mdx?$/.test(path) && existsSync(path))
}

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
}

/**
 * The declarations that a document's samples take from the reader's app, as globals: the lines of the invisible comment
 * `<!-- given: … -->`, in MDX `{/* given: … *\/}`.
 */
function givenIn(file: string): string {
  const comments = readFileSync(file, 'utf8').matchAll(/^(?:<!--|\{\/\*) given:.*?\n(.*?)^(?:-->|\*\/\})$/gms)
  return [...comments].map(([, lines]) => lines).join('')
}

/** What the compiler says of the samples of these documents, by sample. */
function compile(documents: string[]): [place: string, errors: string[]][] {
  const project = mkdtempSync(join(folder, 'project-'))
  const samples = documents.flatMap(samplesOf)
  for (const { name, code } of samples) {
    mkdirSync(join(project, dirname(name)), { recursive: true })
    writeFileSync(join(project, name), `${code}\nexport {}\n`)
  }
  writeFileSync(join(project, 'given.d.ts'), documents.map(givenIn).join(''))
  const compilerOptions = {
    module: 'preserve',
    moduleResolution: 'bundler',
    lib: ['ES2023', 'ESNext.Disposable', 'DOM', 'DOM.Iterable'],
    types: ['node', 'vite/client'],
    jsx: 'react-jsx',
    verbatimModuleSyntax: false,
  }
  const files = ['given.d.ts', ...samples.map(({ name }) => name)]
  const config = { extends: join(root, 'tsconfig.base.json'), compilerOptions, files }
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config))
  const tsc = join(root, 'node_modules', '.bin', 'tsc')
  const { stdout } = spawnSync(tsc, ['-p', project, '--pretty', 'false'], { cwd: project, encoding: 'utf8' })
  const errors = stdout.split('\n').filter((line) => line.includes('error TS'))
  const ofSample = (name: string) => errors.filter((line) => line.startsWith(`${name}(`))
  const others = errors.filter((line) => !samples.some(({ name }) => line.startsWith(`${name}(`)))
  return [
    ...samples.map(({ place, name }): [string, string[]] => [place, ofSample(name)]),
    [`what ${documents.length} documents take as given`, others],
  ]
}

describe('the samples of the documents compile', () => {
  // Globals of one document must not make the samples of another compile.
  const withGlobals = documents().filter((file) => givenIn(file))
  const without = documents().filter((file) => !givenIn(file))
  const samples = [without, ...withGlobals.map((file) => [file])].flatMap(compile)

  it('and there are some', () => expect(samples.length).toBeGreaterThan(30))

  it.each(samples)('%s', (_, errors) => expect(errors).toEqual([]))
})
