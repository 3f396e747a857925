import { readFile } from 'node:fs/promises'
import { type Browser, type LocalServer, launch, serveHttp, testedEngines } from '@conversation-frame/browsers'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const simulator = new URL('../../../packages/simulator/', import.meta.url)

/** The sample of the README as one file: what it imports comes from the package's source. */
async function buildWorker(): Promise<string> {
  const readme = await readFile(new URL('README.md', simulator), 'utf8')
  const sample = /```js\n(.*?)```/s.exec(readme)?.[1] ?? ''
  const entry = 'virtual:worker'
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, rolldownOptions: { input: entry, output: { format: 'iife' } } },
    resolve: { alias: { '@conversation-frame/simulator': new URL('src/index.ts', simulator).pathname } },
    plugins: [
      {
        name: 'readme-sample',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? sample : undefined),
      },
    ],
  })
  const chunks = [result].flat().flatMap((one) => ('output' in one ? one.output : []))
  return chunks.map((chunk) => ('code' in chunk ? chunk.code : '')).join('')
}

describe.each(testedEngines(['chromium']))('$engine', ({ engine, skip }) => {
  describe.skipIf(skip)('the vendor in a service worker', () => {
    let browser: Browser
    let host: LocalServer

    beforeAll(async () => {
      const worker = await buildWorker()
      host = await serveHttp(({ url }) => {
        const isWorker = new URL(url).pathname === '/worker.js'
        const body = isWorker ? worker : '<!doctype html><title>host</title>'
        return new Response(body, { headers: { 'content-type': isWorker ? 'text/javascript' : 'text/html' } })
      })
      browser = await launch(engine)
    })

    afterAll(async () => {
      await browser?.close()
      await host?.close()
    })

    it('opens a conversation, sends and receives without a server', async () => {
      const page = await browser.newPage()
      await page.goto(host.url())
      const login = await page.evaluate(async () => {
        await navigator.serviceWorker.register('/worker.js')
        if (!navigator.serviceWorker.controller) {
          await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))
        }
        const call = async (path: string, body: unknown, headers = {}) =>
          (await fetch(`/api/${path}`, { method: 'POST', body: JSON.stringify(body), headers })).json()
        const credentials = { client_id: 'demo-client', client_secret: 'demo-secret' }
        const { access_token } = await call('settings/accessToken', credentials)
        const target = { accountID: 4142, agentID: 3142, server: 'online', conversation_id: 165 }
        const answer = await call(
          'online/loginConversation',
          { ...target, phone_number: '972501234567' },
          { authorization: `Bearer ${access_token}` },
        )
        return String(answer.login)
      })
      await page.goto(login)
      await page.waitFor(() => document.querySelector('#connection[data-connected="true"]'))
      const before = await page.evaluate(() => document.querySelectorAll('.message').length)
      await page.fill('textarea', 'Hello')
      await page.press('Enter')
      await page.waitFor((count) => document.querySelectorAll('.message').length === count, before + 2)
      await page.goto(login)
      expect(await page.waitFor(() => document.querySelector('[data-page="login"]') && location.search)).toBe(
        '?notice=link',
      )
    })
  })
})
