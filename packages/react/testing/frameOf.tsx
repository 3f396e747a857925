import { expect, onTestFinished } from 'vitest'
import { ConversationFrame, type ConversationFrameProps } from '../src/ConversationFrame.js'
import type { startStack } from './startStack.js'

export type Stack = Awaited<ReturnType<typeof startStack>>

/** A frame on the test's own vendor, with a short `settleTime`. */
export function frameOf(stack: Stack, props: Partial<ConversationFrameProps> = {}) {
  return (
    <ConversationFrame
      endpoint={stack.endpoint}
      credentials="omit"
      loginOrigins={[stack.loginOrigin]}
      conversationId={165}
      phoneNumber="972501234567"
      title="Dana Levi"
      settleTime={100}
      {...(props as object)}
    />
  )
}

export function statuses(container: Element) {
  return [...container.querySelectorAll('[data-conversation-frame]')].map((each) => each.getAttribute('data-status'))
}

export async function opened(container: Element, count = 1) {
  await expect.poll(() => statuses(container), { timeout: 10_000 }).toEqual(Array(count).fill('open'))
}

/** Resolves when all links have been redeemed, none was wasted, and no agent was logged out. */
export async function redeemed(stack: Stack, links = 1) {
  await expect
    .poll(stack.ledger, { timeout: 10_000 })
    .toMatchObject({ minted: links, redeemed: links, replayed: 0, refused: 0 })
}

/** Resolves when no login holds the lock. */
export async function settled() {
  await expect.poll(async () => (await navigator.locks.query()).held).toEqual([])
}

/** Overrides a property of the browser until the returned function is called or the test has finished. */
export function override<T extends object>(object: T, property: keyof T, value: unknown) {
  Object.defineProperty(object, property, { configurable: true, get: () => value })
  const restore = () => void Reflect.deleteProperty(object, property)
  onTestFinished(restore)
  return restore
}
