// The documents quote apps/examples: `<!-- example: hono.ts -->` above a code block stands for that file, `nodeRedis.ts#limiter` for
// its `#region limiter`. `npx vitest run --project unit scripts/docs-examples --update` fills the code blocks in.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = new URL('..', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

const marked = /^(<!-- example: (\S+?)(?:#(\S+))? -->\n+```ts\n)(.*?)^```$/gms
const documents = [
  'README.md',
  ...readdirSync(new URL('packages', root)).map((name) => `packages/${name}/README.md`),
  ...readdirSync(new URL('docs/guides', root)).map((name) => `docs/guides/${name}`),
].filter((path) => read(path).includes('<!-- example: '))

/** The code of an example without its region comments, or the code of one region. Parts with the same name are joined. */
function codeOf(file: string, region: string | undefined): string {
  const code = read(`apps/examples/${file}`)
  if (region === undefined) return code.replaceAll(/^ *\/\/ #(?:region|endregion).*\n/gm, '')
  const parts = [...code.matchAll(new RegExp(`^// #region ${region}\\n(.*?)^// #endregion\\n`, 'gms'))]
  if (parts.length === 0) throw new Error(`apps/examples/${file} has no region "${region}"`)
  const [imports, rest] = [true, false].map((isImport) =>
    parts.map(([, part = '']) => part).filter((part) => part.startsWith('import ') === isImport),
  )
  return [imports?.join(''), rest?.join('\n')].filter(Boolean).join('\n')
}

it.each(documents)('%s quotes the examples that the tests run', async (path) => {
  const filled = read(path).replaceAll(
    marked,
    (_, marker: string, file: string, region?: string) => `${marker}${codeOf(file, region)}\`\`\``,
  )
  await expect(filled).toMatchFileSnapshot(new URL(path, root).pathname)
})

it('the guide to the endpoint quotes an example of each framework and store', () => {
  const quoted = [...read('docs/guides/endpoint.md').matchAll(marked)].map(([, , file]) => file)
  expect(new Set(quoted)).toEqual(
    new Set([
      'next/app/api/conversation-login/route.ts',
      'hono.ts',
      'express.ts',
      'fastify.ts',
      'lambdaServerlessHttp.ts',
      'lambdaServerlessExpress.ts',
      'lambdaFastify.ts',
      'worker.ts',
      'instance.ts',
      'nodeRedis.ts',
      'logEvents.ts',
      'telemetry.ts',
    ]),
  )
})

it.each(['README.md', 'packages/server/README.md'])('%s exports the same methods to Next.js as the example', (path) => {
  const methods = (text: string) => text.match(/\bhandle as \w+/g)
  expect(methods(read(path))).toEqual(methods(read('apps/examples/next/app/api/conversation-login/route.ts')))
})
