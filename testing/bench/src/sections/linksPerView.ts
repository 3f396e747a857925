import { setTimeout as delay } from 'node:timers/promises'
import { type Subject, subjects } from '../buildPage.js'
import { markdownTable } from '../markdownTable.js'
import type { Lab, Tab } from '../openLab.js'
import type { Section } from '../Section.js'
import { subjectNames } from '../subjectNames.js'

/** The number of links that one view has cost after each step. */
export interface LinksOfView {
  mounted: number
  rerendered: number
  focused: number
  reconnected: number
  /** Iframes in the page at the end. */
  frames: number
}

/** Counts the links of one view in StrictMode in development, during events that must not cause a new link. */
export async function countLinks(lab: Lab, subject: Subject): Promise<LinksOfView> {
  const { host } = lab
  host.endpointDelay = 0
  await using tab = await lab.open(subject, 'development', { strict: '' })
  const before = host.handedOut
  const links = async () => {
    await calm(lab)
    return host.handedOut - before
  }
  const asked = tab.page.waitForResponse((response) => response.url().includes('/login'))
  await tab.page.evaluate(() => window.bench.mount())
  await asked
  const mounted = await links()
  await tab.page.evaluate(async () => {
    for (let i = 0; i < 100; i += 1) {
      window.bench.rerender()
      if (i % 10 === 0) await new Promise(requestAnimationFrame)
    }
  })
  const rerendered = await links()
  await leaveAndComeBack(tab)
  const focused = await links()
  await tab.context.setOffline(true)
  await tab.page.waitForFunction(() => !navigator.onLine)
  await tab.context.setOffline(false)
  await tab.page.waitForFunction(() => navigator.onLine)
  const reconnected = await links()
  return { mounted, rerendered, focused, reconnected, frames: await tab.page.evaluate(() => window.bench.frames()) }
}

/** Resolves when there has been no request for a while. */
async function calm({ host }: Lab): Promise<void> {
  let seen = -1
  while (seen !== host.handedOut) {
    seen = host.handedOut
    await delay(600)
  }
}

/** Fires the events of a user who switches to another tab and back. */
async function leaveAndComeBack({ page }: Tab): Promise<void> {
  await page.evaluate(() => {
    for (const state of ['hidden', 'visible']) {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: state })
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
      window.dispatchEvent(new Event(state === 'hidden' ? 'blur' : 'focus'))
    }
  })
}

export const linksPerView: Section = {
  name: 'links',
  title: 'Links per view',
  async measure(lab) {
    const counted = new Map<Subject, LinksOfView>()
    for (const subject of subjects) counted.set(subject, await countLinks(lab, subject))
    const ours = counted.get('conversationFrame')
    const others = [...counted].filter(([subject]) => subject !== 'conversationFrame')
    const header = ['links so far', 'mounted', '+ 100 re-renders', '+ focus', '+ reconnect', 'iframes in the page']
    const body = [...counted].map(([subject, of]) => [
      subjectNames[subject],
      ...[of.mounted, of.rerendered, of.focused, of.reconnected, of.frames].map(String),
    ])
    return {
      rows: [
        {
          what: 'links for one view: StrictMode, 100 re-renders, focus, reconnect',
          measured: `${ours?.reconnected.toFixed(2)} (${others.map(([subject, of]) => `${subjectNames[subject]} ${of.reconnected}`).join(', ')})`,
          goal: '1.00',
          reached: ours?.reconnected === 1 && ours.mounted === 1,
        },
      ],
      details: `Development builds in \`<StrictMode>\`, a page of its own over HTTPS for each, one view. One after the other: mounted, re-rendered a hundred times by its parent,
the tab hidden and shown again with the events of a lost and regained focus, the network lost and back. Counted is what the host's endpoint was asked for.

Each peer is used as its README says, inside an effect, and cleaned up where it offers a way to. Adapted: QuickSight's SDK accepts only addresses of its
own shape, so the endpoint turns the link into one on a stand-in page. Looker's SDK asks its endpoint by GET, and opens the link as it is. Superset's SDK asks for a guest token in place
of a link, and opens a stand-in page. No stand-in answers the SDK's messages, so what an SDK does after its handshake is not part of this.

${markdownTable([header, ...body])}`,
    }
  },
}
