// Makes a picture of every story, in light, dark, narrow and Hebrew, into `pictures/` (not in git), and keeps three for the
// README: `npm run pictures [parts of names]`.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { delimiter, extname, join, normalize } from 'node:path'
import { type Browser, chromium } from 'playwright'

const site = 'storybook-static'
const folder = 'pictures'
const looks = { light: '', dark: 'theme:dark', narrow: 'width:narrow', hebrew: 'locale:he' }
/** For the README. */
const kept = {
  'open.png': 'light/conversationframe--open.png',
  'failure-dark.png': 'dark/conversationframe-failures--conversation-not-found.png',
  'hebrew.png': 'hebrew/conversationframe-looks--hebrew.png',
}
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.zip': 'application/zip',
}

/** Plain files and nothing else: what any host of static pages does. */
const server = createServer(async (request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname))
  try {
    const file = await readFile(join(site, path.endsWith('/') ? `${path}index.html` : path))
    response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream').end(file)
  } catch {
    response.writeHead(404).end()
  }
})

function findChromium(): string {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const paths = (process.env.PATH ?? '').split(delimiter).flatMap((part) => names.map((name) => join(part, name)))
  const found = paths.find((path) => existsSync(path))
  if (!found) throw new Error('Chromium is not on PATH.')
  return found
}

/** In the page: the story has been rendered and has played. */
function hasPlayed(): boolean {
  const { currentRender } = Reflect.get(globalThis, '__STORYBOOK_PREVIEW__') ?? {}
  return ['completed', 'finished', 'errored'].includes(currentRender?.phase)
}

async function listStories(origin: string, wanted: string[]): Promise<string[]> {
  const response = await fetch(`${origin}/index.json`)
  const { entries } = (await response.json()) as { entries: Record<string, { type: string }> }
  return Object.keys(entries).filter(
    (id) => entries[id]?.type === 'story' && (wanted.length === 0 || wanted.some((part) => id.includes(part))),
  )
}

async function takeAll(browser: Browser, look: keyof typeof looks, origin: string, stories: string[]): Promise<void> {
  const page = await browser.newPage({
    viewport: { width: look === 'narrow' ? 308 : 960, height: 520 },
    colorScheme: look === 'dark' ? 'dark' : 'light',
  })
  for (const id of stories) {
    await page.goto(`${origin}/iframe.html?id=${id}&viewMode=story&globals=${looks[look]}`)
    await page.locator('.stage').waitFor()
    // The play function and the skeleton's delay; then the vendor's page, where there is one.
    await page.waitForFunction(hasPlayed, undefined, { timeout: 30_000 })
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
const built = spawnSync('storybook', ['build', '--quiet'], { stdio: ['ignore', 'ignore', 'inherit'] })
if (built.status !== 0) throw new Error('The Storybook cannot be built.')
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const { port } = server.address() as AddressInfo
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
})
try {
  const origin = `http://127.0.0.1:${port}`
  const stories = await listStories(origin, process.argv.slice(2))
  const all = Object.keys(looks) as (keyof typeof looks)[]
  await Promise.all(all.map((look) => takeAll(browser, look, origin, stories)))
  for (const [name, picture] of Object.entries(kept)) {
    if (existsSync(join(folder, picture))) copyFileSync(join(folder, picture), join('docs/images', name))
  }
  console.log(`${stories.length * all.length} pictures of ${stories.length} stories in ${folder}/`)
} finally {
  await browser.close()
  server.close()
}
