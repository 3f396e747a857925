import { readFile } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import { type Browser, type LocalServer, launch, serveHttp, testedEngines } from '@conversation-frame/browsers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readColours, schemes } from './colours.js'
import { readFaint, readHostStyles, useHostStyle } from './hostStyles.js'
import { type Consumer, installConsumer } from './installConsumer.js'
import { complaints } from './openConversation.js'
import { run } from './run.js'

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** Each with its own defaults. Vite and Rspack minify CSS by Lightning CSS for browsers without `light-dark()`. */
const bundlers = ['vite', 'rspack', 'webpack', 'parcel'] as const

let consumer: Consumer
let server: LocalServer
let source: string

beforeAll(async () => {
  consumer = await installConsumer('looks')
  const { folder } = consumer
  source = await readFile(join(folder, 'node_modules/@conversation-frame/react/dist/styles.css'), 'utf8')
  await consumer.bin('vite', ['build', '--outDir', 'dist/vite', '--base', './', '--logLevel', 'error'])
  for (const name of ['rspack', 'webpack']) await run(process.execPath, ['build.js', name], { cwd: folder })
  await consumer.bin('parcel', ['build', 'index.html', '--dist-dir', 'dist/parcel', '--public-url', '.', '--no-cache'])
  server = await serveHttp(async (request) => {
    const file = relative('/', new URL(request.url).pathname)
    const body = await readFile(join(folder, 'dist', file)).catch(() => undefined)
    const headers = { 'content-type': types[extname(file)] ?? 'application/octet-stream' }
    return body ? new Response(new Uint8Array(body), { headers }) : new Response(null, { status: 404 })
  })
})

afterAll(async () => {
  await server?.close()
  await consumer?.[Symbol.asyncDispose]()
})

describe.each(testedEngines())('$engine', ({ engine, skip }) => {
  describe.skipIf(skip)('a production build', () => {
    let browser: Browser

    beforeAll(async () => {
      browser = await launch(engine, { colorScheme: 'dark' })
    })

    afterAll(() => browser?.close())

    it.each(engine === 'chromium' ? bundlers : ['vite'])(
      'by %s has the colours of the source file',
      async (bundler) => {
        const page = await browser.newPage()
        await page.goto(server.url('localhost', `/${bundler}/index.html`))
        await page.waitFor(() => document.querySelectorAll('[data-part=card]').length === 2)
        await page.click('#notice [data-part=new-tab]')
        await page.waitFor(() => document.querySelector('[data-notice]') !== null)
        const plain = await readColours(page, { dark: false }, source)
        for (const [name, scheme] of Object.entries(schemes)) {
          const wanted = await readColours(page, scheme, source)
          expect(Object.keys(wanted).length, name).toBeGreaterThan(40)
          expect(Object.values(wanted).join() !== Object.values(plain).join(), name).toBe(scheme.dark)
          expect(await readColours(page, scheme), name).toEqual(wanted)
        }
        expect(await complaints(browser)).toEqual([])
        await page.close()
      },
    )
  })
})

describe.each(['light', 'dark'] as const)('a %s page', (scheme) => {
  it('has readable texts beside the stylesheets of templates, resets and frameworks', async () => {
    await using browser = await launch('chromium', { colorScheme: scheme })
    const page = await browser.newPage()
    await page.goto(server.url('localhost', '/vite/index.html'))
    await page.waitFor(() => document.querySelectorAll('[data-part=card]').length === 2)
    // A click puts the mouse and the focus on a button, and does nothing else here.
    await page.evaluate(() => addEventListener('click', (event) => event.stopPropagation(), true))
    for (const [name, css] of Object.entries(await readHostStyles(consumer))) {
      for (const place of ['before', 'after'] as const) {
        const where = `${name}, ${place} ours`
        await useHostStyle(page, css, place, scheme)
        expect(await readFaint(page), where).toEqual([])
        for (const button of [
          '#failed [data-part=reload]',
          '#failed [data-part=new-tab]',
          '#loading [data-part=new-tab]',
        ]) {
          await page.click(button)
          expect(await readFaint(page), `${where}, ${button}`).toEqual([])
        }
      }
    }
  })
})
