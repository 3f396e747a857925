import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

export interface Bundle {
  code: string
  /** Size of the minified code after gzip -9. */
  gzipBytes: number
  /** The files in the bundle. */
  inputs: string[]
}

const reactAlone = ['react', 'react-dom', 'react/jsx-runtime']
export const external = { react: reactAlone, peers: [...reactAlone, '@tanstack/react-query', 'zod', 'zod/mini'] }

/** Bundles what a host imports, for production, as a host's bundler does. */
export async function bundle(source: string, left: readonly string[]): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    conditions: ['@conversation-frame/source', 'module'],
    external: [...left],
    metafile: true,
    write: false,
    logLevel: 'error',
  })
  const code = outputFiles[0]?.text ?? ''
  return { code, gzipBytes: gzipSync(code, { level: 9 }).length, inputs: Object.keys(metafile.inputs) }
}
