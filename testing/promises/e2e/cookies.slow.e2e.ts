import { type Engine, testedEngines } from '@conversation-frame/browsers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CookieCase, cookieCases, cookiesTable, type Fate, type Setting, settings } from '../src/cookiesTable.js'
import { createTab } from '../src/createTab.js'
import { type Lab, openLab } from '../src/openLab.js'
import { frame } from '../src/Scene.js'
import { startStack } from '../src/startStack.js'

const tested = testedEngines()
const found = new Map<string, Fate>()
const nameOf = (engine: Engine, setting: Setting, { cookie, sites }: CookieCase) =>
  [engine, setting, sites, cookie].join(' ')

/** What browsers did when this was written; a change of theirs is news. */
function expectedFate(engine: Engine, setting: Setting, { cookie, sites }: CookieCase): Fate {
  if (sites === 'same-site') return 'kept'
  const kept: Record<Engine, Record<Setting, readonly string[]>> = {
    chromium: { allowed: ['none', 'partitioned'], blocked: ['partitioned'] },
    firefox: { allowed: ['lax', 'none', 'partitioned'], blocked: ['partitioned'] },
    webkit: { allowed: ['lax', 'none', 'partitioned'], blocked: [] },
  }
  if (!kept[engine][setting].includes(cookie)) return 'lost'
  return engine === 'chromium' && setting === 'blocked' ? 'list' : 'kept'
}

describe.each(tested)('$engine', ({ engine, skip }) => {
  describe.skipIf(skip).each(settings)('third-party cookies %s', (thirdPartyCookies) => {
    let lab: Lab

    beforeAll(async () => {
      lab = await openLab(engine, { thirdPartyCookies })
    })

    afterAll(() => lab?.[Symbol.asyncDispose]())

    it.each(cookieCases)('$sites, cookie $cookie', async (each) => {
      const { cookie, sites } = each
      await using stack = await startStack({ sites, vendor: { cookie } })
      lab.server = stack.server
      const tab = createTab(lab.page, stack)
      await tab.open(frame())
      const workspace = tab.page.frame('iframe')
      const shown = await workspace.waitFor(
        () => document.querySelector<HTMLElement>('[data-page]:not([data-page="redeeming"])')?.dataset.page,
      )
      expect(stack.vendor.ledger.totals()).toMatchObject({ minted: 1, navigated: 1, redeemed: 1, replayed: 0 })
      const fate = shown === 'conversation' ? 'kept' : shown === 'conversations' ? 'list' : 'lost'
      found.set(nameOf(engine, thirdPartyCookies, each), fate)
      expect(fate).toBe(expectedFate(engine, thirdPartyCookies, each))
      if (fate !== 'list') return
      await workspace.click('a[href$="/conversations/165"]')
      await workspace.waitFor(() => document.querySelector('[data-page="conversation"][data-conversation="165"]'))
    })
  })
})

it.skipIf(tested.some(({ skip }) => skip))('docs/cookies.md says what this run has shown', async () => {
  const table = cookiesTable((engine, setting, each) => found.get(nameOf(engine, setting, each)))
  await expect(table).toMatchFileSnapshot('../../../docs/cookies.md')
})
