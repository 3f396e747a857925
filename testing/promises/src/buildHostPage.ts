import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

/** The host page's script and stylesheet by file name, in memory. */
export type HostPage = ReadonlyMap<string, string>

/** The major versions of React that are tested. */
export type ReactVersion = '19' | '18'

const require = createRequire(import.meta.url)
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`))

const built = new Map<ReactVersion, Promise<HostPage>>()

/** Builds the host page from source, once, as a development build: StrictMode runs effects twice only there. */
export function buildHostPage(version: ReactVersion): Promise<HostPage> {
  const page = built.get(version) ?? buildWith(version)
  built.set(version, page)
  return page
}

async function buildWith(version: ReactVersion): Promise<HostPage> {
  const result = await build({
    configFile: false,
    root: fileURLToPath(new URL('page', import.meta.url)),
    mode: 'development',
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"development"' },
    plugins: [react()],
    resolve: {
      conditions: ['@conversation-frame/source', 'module', 'browser', 'development'],
      // A single copy of React for all imports.
      alias:
        version === '18'
          ? { react: folderOf('react-18'), 'react-dom': folderOf('react-dom-18') }
          : { react: folderOf('react'), 'react-dom': folderOf('react-dom') },
    },
    build: {
      write: false,
      minify: false,
      rollupOptions: {
        input: fileURLToPath(new URL('page/main.tsx', import.meta.url)),
        output: { entryFileNames: 'host.js', assetFileNames: 'host[extname]', codeSplitting: false },
      },
    },
  })
  const outputs = [result].flat().flatMap((each) => ('output' in each ? each.output : []))
  return new Map(
    outputs.map((file) => [file.fileName, file.type === 'chunk' ? file.code : Buffer.from(file.source).toString()]),
  )
}
