import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LocalServer, testedEngines } from '@conversation-frame/browsers'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildStorybook } from './buildStorybook.js'
import { launchBrowser } from './launchBrowser.js'
import { listPages, type StorybookPage } from './listPages.js'
import { openStory } from './openStory.js'
import { serveFiles } from './serveFiles.js'

const looks = ['light', 'dark'].flatMap((theme) => ['en', 'he'].map((locale) => ({ theme, locale })))

describe.each(testedEngines(['chromium']))('$engine', ({ skip }) => {
  describe.skipIf(skip)('the static Storybook, as plain files in a folder of some site', () => {
    let folder: string
    let site: LocalServer
    let address: string
    let pages: StorybookPage[]
    let browser: Browser

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'conversation-frame-storybook-'))
      await buildStorybook(folder)
      site = await serveFiles(folder, '/some/folder/')
      address = site.url('localhost', '/some/folder/')
      pages = await listPages(address)
      browser = await launchBrowser()
    }, 240_000)

    afterAll(async () => {
      await browser?.close()
      await site?.close()
      if (folder) await rm(folder, { recursive: true })
    })

    /** A page and the errors of its console, except for the missing favicon. */
    async function newPage(): Promise<{ page: Page; complaints: string[] }> {
      const page = await browser.newPage({ viewport: { width: 960, height: 620 } })
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(String(error)))
      page.on('console', (message) => {
        const { url } = message.location()
        if (message.type() === 'error' && !url.endsWith('/favicon.ico')) complaints.push(`${url}: ${message.text()}`)
      })
      return { page, complaints }
    }

    it.concurrent.each(looks)(
      'every story plays, and axe finds nothing, in the theme $theme and the language $locale',
      async (look) => {
        const { page, complaints } = await newPage()
        const stories = pages.filter(({ type }) => type === 'story')
        const problems: string[] = []
        for (const { id } of stories) {
          const { error, violations = ['axe did not run'] } = await openStory(page, address, id, look)
          const found = [...(error ? [error] : violations), ...complaints.splice(0)]
          problems.push(...found.map((problem) => `${id}: ${problem}`))
        }
        await page.close()
        expect(problems).toEqual([])
        expect(stories.length).toBeGreaterThan(40)
      },
      400_000,
    )

    it('opens at the first page of its documentation', async () => {
      const { page, complaints } = await newPage()
      await page.goto(address)
      await page.frameLocator('#storybook-preview-iframe').getByRole('heading', { name: 'Start here' }).waitFor()
      await page.getByRole('link', { name: 'Recipes' }).waitFor()
      await page.close()
      expect(complaints).toEqual([])
    })

    it('shows every page of its documentation', async () => {
      const { page, complaints } = await newPage()
      const documents = pages.filter(({ type }) => type === 'docs')
      for (const { id } of documents) {
        await page.goto(`${address}iframe.html?id=${id}&viewMode=docs`)
        await page.locator('#storybook-docs h1').waitFor()
      }
      await page.close()
      expect(complaints).toEqual([])
      expect(documents.length).toBeGreaterThan(4)
    })

    it('describes every prop that the README lists, and those of the provider', async () => {
      const { page } = await newPage()
      await page.goto(`${address}iframe.html?id=props--docs&viewMode=docs`)
      const described = () =>
        page
          .locator('.docblock-argstable-body tr')
          .evaluateAll((rows) => rows.map(({ children }) => [...children].map((cell) => cell.textContent)))
      const listed = [...(await listedProps()), 'inboxId', 'email', 'sessionKey', 'keepAlive', 'conversationUrl']
      expect(listed.length).toBeGreaterThan(25)
      const names = async () => (await described()).map(([name]) => name)
      await expect.poll(names).toEqual(expect.arrayContaining(listed))
      expect((await described()).filter(([, description]) => !description)).toEqual([])
      await page.close()
    })

    it('sends a message in the conversation of a story, and the contact answers', async () => {
      const { page, complaints } = await newPage()
      await openStory(page, address, 'conversationframe--open')
      const frame = page.frameLocator('[data-conversation-frame] iframe')
      await frame.getByRole('textbox').fill('On our way')
      await frame.getByRole('textbox').press('Enter')
      await frame.locator('.message.from-contact').last().getByText('That would be perfect, thank you.').waitFor()
      await page.getByText('redeemed 1').waitFor()
      await page.close()
      expect(complaints).toEqual([])
    })
  })
})

/** The first column of the component's table of props. */
async function listedProps(): Promise<string[]> {
  const readme = await readFile(join(import.meta.dirname, '../../../packages/react/README.md'), 'utf8')
  const [, table = ''] = readme.split('| prop | default | |')
  const rows = (table.split('\n\n')[0] ?? '').split('\n')
  return rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)/g)].map(([, name = '']) => name))
}
