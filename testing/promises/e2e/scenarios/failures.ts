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
  ],
}
