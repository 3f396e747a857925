import { readFileSync } from 'node:fs'
import { transformWithOxc } from 'vite'
import { expect, it } from 'vitest'

const root = new URL('..', import.meta.url)
const guide = readFileSync(new URL('docs/guides/endpoint.md', root), 'utf8')
const samples = [...guide.matchAll(/^<!-- recipe: (\S+) -->\n+```ts\n(.*?)^```$/gms)].map(
  ([, recipe = '', code = '']): [string, string] => [recipe, code],
)

/** Its lines as a compiler prints them: without types and comments, and in one style. */
async function linesOf(name: string, code: string): Promise<string[]> {
  const printed = await transformWithOxc(code, name.replace(/\.js$/, '.ts'), { sourcemap: false })
  return printed.code.split('\n').filter((line) => line !== '' && line !== 'export {};')
}

it('the guide’s samples of platforms and stores have recipes that are run', () => {
  expect(samples.map(([recipe]) => recipe)).toEqual([
    'next/app/api/conversation-login/route.js',
    'hono.js',
    'express.js',
    'fastify.js',
    'lambdaServerlessHttp.js',
    'lambdaServerlessExpress.js',
    'lambdaFastify.js',
    'worker.js',
    'instance.js',
    'nodeRedis.js',
    'nodeRedis.js',
    'logEvents.js',
    'telemetry.ts',
  ])
})

it.each(samples)('the guide has the lines of %s, in their order', async (recipe, sample) => {
  const run = await linesOf(recipe, readFileSync(new URL(`apps/examples/${recipe}`, root), 'utf8'))
  const shown = await linesOf(recipe, sample)
  expect(shown.length).toBeGreaterThan(0)
  let from = 0
  for (const line of shown) {
    const at = run.indexOf(line, from)
    expect(at, `${line}, in\n${run.slice(from).join('\n')}`).toBeGreaterThanOrEqual(0)
    from = at + 1
  }
})

it.each(['README.md', 'packages/server/README.md'])('%s exports the methods to Next.js that the guide does', (name) => {
  const methods = (text: string) => text.match(/\bhandle as \w+/g)
  expect(methods(readFileSync(new URL(name, root), 'utf8'))).toEqual(methods(guide))
})
