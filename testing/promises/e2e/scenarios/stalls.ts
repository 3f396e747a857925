import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'vitest'
import { type Group, type Host, links } from '../../src/Scenario.js'
import { frame } from '../../src/Scene.js'

/** Nothing loads within the time limit, and one automatic new link recovers. */
async function stallsOnce({ tab, stack }: Host): Promise<void> {
  await tab.open(frame())
  await tab.reaches('opening')
  // Until the fault has struck: a request that is still on its way would leave it to the next link.
  await expect.poll(() => stack.vendor.faults.current().loginPage, { timeout: 10_000 }).toBeUndefined()
  await tab.pass(20_000)
  await tab.reaches('stalled')
  expect(await tab.reports()).toContain('error stalled')
  await tab.pass(2_000)
  await tab.shows()
}

/** The vendor's delayed answers wait until they are let go. */
const delayed = new Set<() => void>()

/** A URL without a listening server. */
async function refusingOrigin(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return `https://vendor.localhost:${port}`
}

async function offersRecovery({ page }: Host['tab']): Promise<void> {
  expect(
    await page.evaluate(() =>
      ['reload', 'new-tab'].map((part) => document.querySelector(`#frame [data-part="${part}"]`)?.checkVisibility()),
    ),
  ).toEqual([true, true])
}

/** The link is there, and the frame does not load it, or not visibly so. */
export const stalls: Group = {
  title: 'Failures in the frame',
  scenarios: [
    {
      name: 'frame hangs',
      links: links(2, { redeemed: 1 }),
      async run(host) {
        host.stack.vendor.faults.set({ loginPage: { hang: true, times: 1 } })
        await stallsOnce(host)
      },
    },
    {
      name: 'frame takes longer than `loadTimeout`',
      links: links(1),
      note: 'a late load still makes it `open`, and no new link is requested',
      vendor: {
        schedule(answer) {
          delayed.add(answer)
          return () => delayed.delete(answer)
        },
      },
      async run({ tab, stack }) {
        stack.vendor.faults.set({ loginPage: { delay: 30_000, times: 1 } })
        await tab.open(frame())
        await tab.reaches('opening')
        await expect.poll(() => delayed.size, { timeout: 10_000 }).toBe(1)
        await tab.pass(20_000)
        await tab.reaches('stalled')
        await offersRecovery(tab)
        for (const answer of delayed) answer()
        delayed.clear()
        await tab.shows()
        expect(stack.asked).toBe(1)
      },
    },
    {
      name: 'frame answers 204',
      links: links(2, { redeemed: 1 }),
      async run(host) {
        host.stack.vendor.faults.set({ loginPage: { status: 204, times: 1 } })
        await stallsOnce(host)
      },
    },
    {
      name: 'connection refused',
      links: links(0),
      note: 'Chromium reports a load, the others report nothing: `open` in Chromium, `stalled` in the others, with the recovery buttons in both',
      mayLog: /ERR_CONNECTION_REFUSED/,
      async run({ tab, stack, engine }) {
        const origin = await refusingOrigin()
        stack.intercept = () =>
          Response.json({ url: `${origin}/app/login?sso_auth_token=${stack.asked}`, expiresInSeconds: 300 })
        await tab.open(frame({ loginOrigins: [origin] }))
        if (engine === 'chromium') await tab.reaches('open')
        else {
          for (const asked of [1, 2]) {
            await tab.reaches('opening')
            await tab.pass(20_000)
            await tab.reaches('stalled')
            expect(stack.asked).toBe(asked)
            await tab.pass(2_000)
          }
          await tab.reaches('stalled')
        }
        await offersRecovery(tab)
      },
    },
    {
      name: 'X-Frame-Options: SAMEORIGIN',
      links: links(1, { navigated: 1, redeemed: 0 }),
      note: 'no engine notifies the host: `open` does not mean that the agent is logged in, and the recovery buttons are there',
      vendor: { frameOptions: 'sameorigin' },
      mayLog: /X-Frame-Options/i,
      namesLink: ['firefox'],
      async run({ tab }) {
        await tab.open(frame())
        await tab.reaches('open')
        await offersRecovery(tab)
      },
    },
    {
      name: "the host's own Content-Security-Policy",
      links: links(1, { redeemed: 0 }),
      mayLog: /Content.Security.Policy|frame-src/i,
      namesLink: ['firefox'],
      async run({ tab, stack }) {
        stack.policy = "frame-src 'self'"
        await tab.open(frame())
        await tab.reaches('failed')
        expect(await tab.reports()).toContain('error blocked_by_csp')
        await offersRecovery(tab)
      },
    },
  ],
}
