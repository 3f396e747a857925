import { expect } from 'vitest'
import { type Group, type Host, links, type Scenario } from '../../src/Scenario.js'
import { frame } from '../../src/Scene.js'

/** The vendor was asked for the login page, and its script never ran. */
const unspent = (minted: number) => links(minted, { navigated: minted, redeemed: 0 })

/** Firefox tells the page nothing, not even a load: the frame stalls, and one more link makes no difference. */
async function stallsForGood({ tab }: Host): Promise<void> {
  for (const wait of [2_000, 0]) {
    await tab.reaches('opening')
    await tab.pass(20_000)
    await tab.reaches('stalled')
    await tab.pass(wait)
  }
}

function blocked(policy: 'require-corp' | 'credentialless', silent: Scenario['cannot'] = {}): Scenario {
  return {
    name: `\`Cross-Origin-Embedder-Policy: ${policy}\``,
    links: (engine) => unspent(engine === 'firefox' ? 2 : 1),
    note: 'the report that contains the link makes it `failed`, and no further link is requested; Firefox reports nothing: `stalled`',
    cannot: silent,
    async run(host) {
      const { tab, stack, engine } = host
      stack.embedderPolicy = policy
      await tab.open(frame())
      if (engine === 'firefox') return stallsForGood(host)
      await tab.reaches('failed')
      expect(await tab.reports()).toContain('error blocked_by_coep')
    },
  }
}

const onlyInChromium = {
  firefox: 'Firefox has no credentialless frames',
  webkit: 'WebKit has no credentialless frames',
} as const

/** Pages that isolate themselves from other origins, and so from the vendor. */
export const isolation: Group = {
  title: 'Pages that isolate themselves',
  scenarios: [
    blocked('require-corp'),
    blocked('credentialless', {
      webkit: 'WebKit does not support this value, and treats the page as one without a policy',
    }),
    {
      name: '`Cross-Origin-Embedder-Policy-Report-Only: require-corp`',
      links: links(1),
      note: 'the frame works, but the reports contain the link: [Deploying](guides/deploying.md#pages-that-isolate-themselves)',
      mayLog: /Embedder-Policy/,
      async run({ tab, stack }) {
        stack.reportedEmbedderPolicy = 'require-corp'
        await tab.open(frame())
        await tab.shows()
      },
    },
    {
      name: '`Cross-Origin-Embedder-Policy: require-corp` and `credentialless`',
      links: links(1),
      cannot: onlyInChromium,
      async run({ tab, stack }) {
        stack.embedderPolicy = 'require-corp'
        await tab.open(frame({ credentialless: true }))
        await tab.shows()
      },
    },
    {
      name: 'new tab from a page with `Cross-Origin-Embedder-Policy: require-corp`',
      links: (engine) => links(engine === 'firefox' ? 3 : 2, { navigated: engine === 'firefox' ? 3 : 2, redeemed: 1 }),
      needs: ['popups'],
      async run(host) {
        const { tab, stack, engine } = host
        stack.embedderPolicy = 'require-corp'
        await tab.open(frame())
        await (engine === 'firefox' ? stallsForGood(host) : tab.reaches('failed'))
        const popup = await tab.page.waitForPopup(() => tab.page.click('#frame [data-part="new-tab"]'))
        await popup.waitFor(() => document.querySelector('[data-page="conversation"][data-conversation="165"]'))
      },
    },
  ],
}
