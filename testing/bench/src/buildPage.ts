import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

export const subjects = ['conversationFrame', 'handWritten', 'quickSight', 'looker', 'superset'] as const
export const scenes = ['prefetch', 'keepAlive', 'lazyFrames', 'overlap'] as const

/** The implementations that are compared. */
export type Subject = (typeof subjects)[number]

/** The page of one subject, or a page that only our component needs. */
export type PageName = Subject | (typeof scenes)[number]

/** The build mode: StrictMode runs effects twice only in development. */
export type Mode = 'development' | 'production'

/** A page's script and stylesheet, by file name, in memory. */
export type BuiltPage = ReadonlyMap<string, string>

const require = createRequire(import.meta.url)
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`))

const built = new Map<string, Promise<BuiltPage>>()

/** Builds a page from source, once. Each subject has its own bundle. */
export function buildPage(name: PageName, mode: Mode): Promise<BuiltPage> {
  const key = `${name} ${mode}`
  const page = built.get(key) ?? buildAnew(name, mode)
  built.set(key, page)
  return page
}

async function buildAnew(name: PageName, mode: Mode): Promise<BuiltPage> {
  const folder = subjects.some((subject) => subject === name) ? 'subjects' : 'scenes'
  const extension = name === 'overlap' ? 'ts' : 'tsx'
  const result = await build({
    configFile: false,
    root: fileURLToPath(new URL('page', import.meta.url)),
    mode,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    // Not by React's plugin: it uses the NODE_ENV of this process, which differs in a test.
    oxc: { jsx: { runtime: 'automatic', development: mode === 'development' } },
    resolve: {
      conditions: ['@conversation-frame/source', 'module', 'browser', mode],
      // A single copy of React for all imports.
      alias: { react: folderOf('react'), 'react-dom': folderOf('react-dom') },
    },
    build: {
      write: false,
      minify: mode === 'production',
      rollupOptions: {
        input: fileURLToPath(new URL(`page/${folder}/${name}.${extension}`, import.meta.url)),
        output: { entryFileNames: 'page.js', assetFileNames: 'page[extname]', codeSplitting: false },
      },
    },
  })
  const outputs = [result].flat().flatMap((each) => ('output' in each ? each.output : []))
  return new Map(
    outputs.map((file) => [file.fileName, file.type === 'chunk' ? file.code : Buffer.from(file.source).toString()]),
  )
}
