// Makes a picture of every story, in light, dark, narrow and Hebrew, into `pictures/` (not in git), and keeps three for the
// README: `npm run storybook pictures [parts of names]`.
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildStorybook, launchBrowser, listPages, openStory, serveFiles } from '@conversation-frame/static-storybook'
import type { Browser } from 'playwright'

const site = 'storybook-static'
const folder = 'pictures'
const looks = { light: {}, dark: { theme: 'dark' }, narrow: { width: 'narrow' }, hebrew: { locale: 'he' } }
/** For the README. */
const kept = {
  'open.png': 'light/conversationframe--open.png',
  'failure-dark.png': 'dark/conversationframe-failures--conversation-not-found.png',
  'hebrew.png': 'hebrew/conversationframe-looks--hebrew.png',
}

async function takeAll(browser: Browser, look: keyof typeof looks, address: string, stories: string[]): Promise<void> {
  const page = await browser.newPage({
    viewport: { width: look === 'narrow' ? 308 : 960, height: 520 },
    colorScheme: look === 'dark' ? 'dark' : 'light',
  })
  for (const id of stories) {
    await openStory(page, address, id, looks[look])
    // The skeleton's delay; then the vendor's page, where there is one.
    await page.waitForTimeout(500)
    for (const frame of page.frames().filter((each) => each.url().includes('workspace.html'))) {
      await frame
        .locator('[data-page=conversation], [data-page=login]')
        .waitFor({ timeout: 5_000 })
        .catch(() => undefined)
    }
    await page.screenshot({ path: join(folder, look, `${id}.png`) })
  }
  await page.close()
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)
await buildStorybook(site)
const server = await serveFiles(site)
const browser = await launchBrowser()
try {
  const address = server.url()
  const wanted = process.argv.slice(2)
  const stories = (await listPages(address))
    .filter(({ id, type }) => type === 'story' && (wanted.length === 0 || wanted.some((part) => id.includes(part))))
    .map(({ id }) => id)
  const all = Object.keys(looks) as (keyof typeof looks)[]
  await Promise.all(all.map((look) => takeAll(browser, look, address, stories)))
  for (const [name, picture] of Object.entries(kept)) {
    if (existsSync(join(folder, picture))) copyFileSync(join(folder, picture), join('docs/images', name))
  }
  console.log(`${stories.length * all.length} pictures of ${stories.length} stories in ${folder}/`)
} finally {
  await browser.close()
  await server.close()
}
