import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, launch } from '@conversation-frame/browsers'
import { type RunningServer, startServer } from '@conversation-frame/processes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readColours, schemes } from './colours.js'
import { type Consumer, installConsumer } from './installConsumer.js'
import { complaints, openConversation } from './openConversation.js'
import { consumerEnv } from './run.js'
import { serverCodeIn } from './serverCodeIn.js'
import { startVendor, type Vendor } from './startVendor.js'

const frameworks = [
  { name: 'Next.js', app: 'next', build: ['next', 'build'], serve: ['next', 'start'], assets: '.next/static' },
  {
    name: 'React Router',
    app: 'react-router',
    build: ['react-router', 'build'],
    serve: ['react-router-serve', './build/server/index.js'],
    assets: 'build/client',
  },
]

describe.each(frameworks)(
  '$name',
  ({ app, build: [builder = '', ...build], serve: [program = '', ...serve], assets }) => {
    let consumer: Consumer
    let vendor: Vendor
    let server: RunningServer
    let origin: string
    let browser: Browser

    beforeAll(async () => {
      consumer = await installConsumer(app)
      vendor = await startVendor(consumer)
      await consumer.bin(builder, build)
      const { folder: cwd } = consumer
      const env = consumerEnv({ ...vendor.env, NODE_ENV: 'production' })
      server = await startServer({ command: join(cwd, 'node_modules/.bin', program), args: serve, cwd, env })
      origin = `http://localhost:${server.port}`
      await server.until(async () => (await fetch(origin)).ok)
      browser = await launch('chromium')
    })

    afterAll(async () => {
      await browser?.close()
      await server?.[Symbol.asyncDispose]()
      await vendor?.[Symbol.asyncDispose]()
      await consumer?.[Symbol.asyncDispose]()
    })

    it('renders the frame on the server, without a link and without an iframe', async () => {
      await vendor.clear()
      const html = await (await fetch(origin)).text()
      expect(html).toMatch(/<div[^>]* data-conversation-frame=""/)
      expect(html).not.toContain('<iframe')
      expect((await vendor.totals()).minted).toBe(0)
    })

    it('opens a conversation by one link from its own endpoint', async () => {
      await openConversation(browser, vendor, origin)
      expect(await complaints(browser)).toEqual([])
    })

    if (app === 'next') {
      it('takes a language and labels from a server component', async () => {
        const response = await fetch(`${origin}/hebrew`)
        expect(response.status).toBe(200)
        const html = await response.text()
        expect(html).toMatch(/<div[^>]* data-conversation-frame=""[^>]* lang="he" dir="rtl"/)
        expect(html).toContain('חיבור מחדש')
        expect(html).toContain('השיחה נפתחת…')
        await openConversation(browser, vendor, `${origin}/hebrew`)
        expect(await complaints(browser)).toEqual([])
      })
    }

    it('has the colours of the source file in its production build', async () => {
      await vendor.clear()
      await vendor.break({ loginConversation: { reason: 36 } })
      await using dark = await launch('chromium', { colorScheme: 'dark' })
      const page = await dark.newPage()
      await page.goto(origin)
      await page.waitFor(() => document.querySelector('[data-part=card]') !== null)
      const file = join(consumer.folder, 'node_modules/@conversation-frame/react/dist/styles.css')
      const source = await readFile(file, 'utf8')
      for (const [name, scheme] of Object.entries(schemes)) {
        expect(await readColours(page, scheme), name).toEqual(await readColours(page, scheme, source))
      }
    })

    it('has no server code in its assets', async () => {
      expect(await serverCodeIn(join(consumer.folder, assets))).toEqual([])
    })
  },
)
