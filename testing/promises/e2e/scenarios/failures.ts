import { expect } from 'vitest'
import { type Group, links } from '../../src/Scenario.js'
import { frame } from '../../src/Scene.js'
import type { Stack } from '../../src/startStack.js'

/** The endpoint answers the next request otherwise. */
function answerOnce(stack: Stack, answer: () => Response | Promise<Response>): void {
  stack.intercept = () => {
    stack.intercept = (request, next) => next(request)
    return answer()
  }
}

/** The endpoint answers that many requests with its first link, as a cache between it and the frame would. */
function repeatFirstLink(stack: Stack, times: number): void {
  let first: Promise<Response> | undefined
  stack.intercept = async (request, next) => {
    if (stack.asked > times) return next(request)
    first ??= Promise.resolve(next(request))
    return (await first).clone()
  }
}

/** The browsers' console messages for a response without status 2xx. */
const failedRequest = /Failed to load resource/

/** A failing login endpoint, which the frame or the user retries. */
export const failures: Group = {
  title: 'Failures of the endpoint',
  scenarios: [
    {
      name: 'endpoint hangs',
      links: links(1),
      note: 'retried after `requestTimeout` and a backoff',
      async run({ tab, stack }) {
        answerOnce(stack, () => new Promise(() => undefined))
        await tab.open(frame())
        await tab.reaches('requesting')
        await expect.poll(() => stack.asked).toBe(1)
        await tab.pass(15_000)
        await tab.reaches('waiting')
        await tab.pass(2_000)
        await tab.shows()
      },
    },
    {
      name: 'endpoint answers 500',
      links: links(1),
      mayLog: failedRequest,
      async run({ tab, stack }) {
        answerOnce(stack, () => new Response('Bad gateway', { status: 500 }))
        await tab.open(frame())
        await tab.reaches('waiting')
        await tab.pass(2_000)
        await tab.shows()
        expect(await tab.reports()).toContain('status waiting')
      },
    },
    {
      name: 'endpoint answers 429 with Retry-After: 30',
      links: links(1),
      mayLog: failedRequest,
      async run({ tab, stack }) {
        answerOnce(stack, () => new Response(null, { status: 429, headers: { 'retry-after': '30' } }))
        await tab.open(frame())
        await tab.reaches('waiting')
        await tab.pass(28_000)
        await tab.reaches('waiting')
        expect(stack.asked).toBe(1)
        await tab.pass(2_000)
        await tab.shows()
      },
    },
    {
      name: 'endpoint answers 401',
      links: links(1),
      note: 'final: only the user can retry',
      mayLog: failedRequest,
      async run({ tab, stack }) {
        answerOnce(stack, () => new Response(null, { status: 401 }))
        await tab.open(frame())
        await tab.reaches('failed')
        await tab.pass(600_000)
        expect(stack.asked).toBe(1)
        expect(await tab.reports()).toContain('error unauthenticated')
        await tab.page.click('#frame [data-part="reload"]')
        await tab.shows()
      },
    },
    {
      name: 'budget spent',
      links: links(1),
      note: 'three automatic attempts, then a button',
      mayLog: failedRequest,
      async run({ tab, stack }) {
        let answer = () => {}
        // Not before the test says so: one stretch of time could hold several attempts otherwise.
        stack.intercept = () =>
          new Promise((resolve) => {
            answer = () => resolve(new Response('Bad gateway', { status: 500 }))
          })
        await tab.open(frame())
        for (const asked of [1, 2, 3]) {
          await expect.poll(() => stack.asked).toBe(asked)
          answer()
          await tab.reaches('waiting')
          await tab.pass(10_000)
        }
        await expect.poll(() => stack.asked).toBe(4)
        answer()
        await tab.reaches('failed')
        await tab.pass(600_000)
        expect(stack.asked).toBe(4)
        expect((await tab.reports()).at(-1)).toBe('error budget_exhausted')
        stack.intercept = (request, next) => next(request)
        await tab.page.click('#frame [data-part="reload"]')
        await tab.shows()
      },
    },
    {
      name: 'endpoint repeats its link when the user reloads',
      links: links(1),
      note: 'the used link is never opened: three automatic attempts, then `failed` with `link_already_used`',
      async run({ tab, stack }) {
        repeatFirstLink(stack, Number.POSITIVE_INFINITY)
        await tab.open(frame())
        await tab.shows()
        await tab.settles()
        await tab.page.click('#frame [data-part="reload"]')
        for (const asked of [2, 3, 4]) {
          await expect.poll(() => stack.asked).toBe(asked)
          await tab.reaches('waiting')
          await tab.pass(10_000)
        }
        await expect.poll(() => stack.asked).toBe(5)
        await tab.reaches('failed')
        await tab.pass(600_000)
        expect(stack.asked).toBe(5)
        expect((await tab.reports()).at(-1)).toBe('error link_already_used')
      },
    },
    {
      name: 'two tabs get the same link',
      links: links(2),
      note: 'the second tab waits for its turn, sees that the link was opened, and requests another one',
      async run({ tab, stack, newTab }) {
        repeatFirstLink(stack, 2)
        await tab.open(frame())
        const another = await newTab()
        await another.open(frame())
        await tab.shows()
        await tab.settles()
        await another.reaches('waiting')
        await another.pass(2_000)
        await another.shows()
      },
    },
  ],
}
