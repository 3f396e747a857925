import { testedEngines } from '@conversation-frame/browsers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTab } from '../src/createTab.js'
import { type Lab, openLab } from '../src/openLab.js'
import { cannotRun, promisesTable } from '../src/promisesTable.js'
import { runScenario } from '../src/runScenario.js'
import { frame, nothing } from '../src/Scene.js'
import { startStack } from '../src/startStack.js'
import { groups } from './scenarios/groups.js'

const tested = testedEngines()
const proved = new Set<string>()
const nameOf = (...names: string[]) => names.join(' › ')

const surfaces = [
  'DOM',
  'attribute title',
  'document',
  'console.info',
  'message',
  'history.state',
  'localStorage',
  'sessionStorage',
  'window.name',
  'IndexedDB',
  'Cache',
  'React',
]

/** Puts what only a link has where somebody else could read it. */
function showLinkEverywhere(): void {
  const link = 'https://vendor.example/app/login?sso_auth_token=0'
  const element = document.createElement('p')
  document.body.append(element)
  element.title = link
  console.info('shown on purpose', link)
  History.prototype.replaceState.call(history, { link }, '')
  localStorage.setItem('link', link)
  sessionStorage.setItem('link', link)
  window.name = link
  postMessage(link, location.origin)
  const props = { id: 'watched', title: link, conversationId: 165, phoneNumber: '972501234567' }
  window.promises.render({ type: 'frame', id: 'watched', props }, 'another')
}

async function storeLink(): Promise<void> {
  const link = `${location.origin}/app/login?sso_auth_token=0`
  const cache = await caches.open('cache')
  await cache.put(link, new Response())
  await new Promise((resolve, reject) => {
    const opening = indexedDB.open('database')
    opening.onupgradeneeded = () => opening.result.createObjectStore('store', { autoIncrement: true })
    opening.onerror = reject
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('store', 'readwrite')
      transaction.objectStore('store').add({ link })
      transaction.oncomplete = resolve
    }
  })
}

/** A later scenario may be served from the same port. */
async function forgetLinks(): Promise<void> {
  localStorage.clear()
  sessionStorage.clear()
  await caches.delete('cache')
  await new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase('database')
    deleting.onsuccess = resolve
    deleting.onerror = reject
  })
}

describe.each(tested)('$engine', ({ engine, skip }) => {
  describe.skipIf(skip)('keeps the promises', () => {
    let lab: Lab

    beforeAll(async () => {
      lab = await openLab(engine)
    })

    afterAll(() => lab?.[Symbol.asyncDispose]())

    it('sees a link on any surface of the host’s page, and of one that was left', async () => {
      await using stack = await startStack({})
      lab.server = stack.server
      const tab = createTab(lab.page, stack)
      await tab.open(frame())
      await tab.shows()
      expect(await tab.page.evaluate(() => window.promises.leaksAndStored())).toEqual([])
      await tab.page.evaluate(showLinkEverywhere)
      await tab.page.evaluate(storeLink)
      const found = async () => {
        const leaks = await tab.page.evaluate(() => window.promises.leaksAndStored())
        return new Set(leaks.map((leak) => leak.split(':')[0]))
      }
      await found()
      // It outlives the document.
      await tab.page.evaluate(() => void Object.assign(window, { name: '' }))
      await expect
        .poll(found, { timeout: 10_000 })
        .toEqual(new Set([...surfaces, ...(engine === 'webkit' ? [] : ['recording'])]))
      expect(stack.leaks).toEqual([])
      await tab.open(nothing)
      await expect.poll(() => stack.leaks, { timeout: 10_000 }).toHaveLength(1)
      await tab.page.evaluate(forgetLinks)
      expect(await tab.page.evaluate(() => window.promises.leaksAndStored())).toEqual([])
      await lab.page.goto('about:blank')
    })

    describe.each(groups)('$title', ({ title, scenarios }) => {
      for (const scenario of scenarios) {
        it.skipIf(cannotRun(scenario, engine))(scenario.name, async () => {
          await runScenario(scenario, lab)
          proved.add(nameOf(engine, title, scenario.name))
        })
      }
    })
  })
})

it.skipIf(tested.some(({ skip }) => skip))('docs/promises.md says what this run has shown', async () => {
  const table = promisesTable(groups, (engine, { title }, { name }) => proved.has(nameOf(engine, title, name)))
  await expect(table).toMatchFileSnapshot('../../../docs/promises.md')
})
