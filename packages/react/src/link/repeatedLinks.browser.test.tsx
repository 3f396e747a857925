import type { LoginLinkBody } from '@conversation-frame/contract'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { page } from 'vitest/browser'
import { frameOf, opened, redeemed, type Stack, settled, statuses } from '../../testing/frameOf.js'
import { mount } from '../../testing/mount.js'
import { startStack } from '../../testing/startStack.js'
import { warpTime } from '../../testing/warpTime.js'
import { ConversationFrameProvider } from '../ConversationFrameProvider.js'
import { ConversationLink } from '../ConversationLink.js'
import { usePrefetchConversation } from '../usePrefetchConversation.js'

const dana = { conversationId: 165, phoneNumber: '972501234567' }
/** Nothing is asked for automatically. */
const never = { max: 0, windowMs: 300_000 }

beforeEach(() => localStorage.clear())

/** An endpoint that may answer with its first link again. */
function repeating(stack: Stack, repeats: (call: number) => boolean = () => true) {
  let first: LoginLinkBody | undefined
  const mint = async (): Promise<LoginLinkBody> => {
    const headers = { 'content-type': 'application/json' }
    return (await fetch(stack.endpoint, { method: 'POST', headers, body: JSON.stringify(dana) })).json()
  }
  const endpoint = vi.fn(async () => {
    if (first && repeats(endpoint.mock.calls.length)) return first
    const link = await mint()
    first ??= link
    return link
  })
  return endpoint
}

const failedBy = (code: string) => [[expect.objectContaining({ code })]]

describe('an endpoint that gives its first link again', () => {
  it('is asked again within the budget when a person reloads, and the frame fails with what to look for', async () => {
    const stack = await startStack()
    const time = warpTime()
    const onError = vi.fn()
    const endpoint = repeating(stack)
    const { container } = mount(frameOf(stack, { endpoint, onError }))
    await opened(container)
    await settled()
    await page.getByRole('button', { name: 'Reload' }).click()
    for (let calls = 2; calls <= 5; calls++) {
      await expect.poll(() => endpoint.mock.calls.length).toBe(calls)
      await expect.poll(() => statuses(container)).toEqual([calls < 5 ? 'waiting' : 'failed'])
      time.advance(10_000)
    }
    expect(onError.mock.calls).toEqual(failedBy('link_already_used'))
    const [[error]] = onError.mock.calls as [[Error]]
    expect(error.message).toMatch(/memo.*staleTime.*HTTP cache/)
    expect(await stack.hasSecret(`${error} ${error.stack} ${JSON.stringify(error)}`)).toBe(false)
    await redeemed(stack)
    expect(await stack.ledger()).toMatchObject({ navigated: 1 })
    // The first view, the reload, and three that were automatic.
    expect(endpoint).toHaveBeenCalledTimes(5)
  })

  it('and then a fresh one is opened by the fresh one', async () => {
    const stack = await startStack()
    const time = warpTime()
    time.advance(600_000)
    const endpoint = repeating(stack, (call) => call === 2)
    const { container } = mount(frameOf(stack, { endpoint }))
    await opened(container)
    await settled()
    await page.getByRole('button', { name: 'Reload' }).click()
    await expect.poll(() => statuses(container)).toEqual(['waiting'])
    time.advance(3_000)
    await redeemed(stack, 2)
    await opened(container)
  })

  it('gives it to no frame that is mounted later', async () => {
    const stack = await startStack()
    const onError = vi.fn()
    const endpoint = repeating(stack)
    const frame = (key: number) => <section key={key}>{frameOf(stack, { endpoint, onError, budget: never })}</section>
    const view = mount(frame(1))
    await opened(view.container)
    await settled()
    view.render(frame(2))
    await expect.poll(() => onError.mock.calls).toEqual(failedBy('link_already_used'))
    await redeemed(stack)
  })

  it('gives it to one of two roots', async () => {
    const stack = await startStack()
    const onError = vi.fn()
    const endpoint = repeating(stack)
    const views = [1, 2].map(() => mount(frameOf(stack, { endpoint, onError, budget: never })))
    await expect.poll(() => views.flatMap(({ container }) => statuses(container)).sort()).toEqual(['failed', 'open'])
    expect(onError.mock.calls).toEqual(failedBy('link_already_used'))
    await redeemed(stack)
    expect(await stack.ledger()).toMatchObject({ navigated: 1 })
  })

  it('gives it to no frame of a later page load, or of another copy of the package', async () => {
    const stack = await startStack()
    const endpoint = repeating(stack)
    const { container } = mount(frameOf(stack, { endpoint }))
    await opened(container)
    await settled()
    const onError = vi.fn()
    vi.resetModules()
    const { ConversationFrame } = await import('../ConversationFrame.js')
    mount(
      <ConversationFrame
        endpoint={endpoint}
        loginOrigins={[stack.loginOrigin]}
        {...dana}
        title="Dana Levi, again"
        budget={never}
        onError={onError}
      />,
    )
    await expect.poll(() => onError.mock.calls).toEqual(failedBy('link_already_used'))
    await redeemed(stack)
  })

  it('opens no new tab by it', async () => {
    const stack = await startStack()
    const onError = vi.fn()
    const endpoint = repeating(stack)
    const open = vi.spyOn(window, 'open')
    onTestFinished(() => open.mockRestore())
    const { container } = mount(
      <ConversationFrameProvider budget={never} loginOrigins={[stack.loginOrigin]} endpoint={endpoint}>
        {frameOf(stack, { endpoint })}
        <ConversationLink {...dana} onError={onError}>
          By a link
        </ConversationLink>
      </ConversationFrameProvider>,
    )
    await opened(container)
    await page.getByRole('button', { name: 'By a link' }).click()
    await expect.poll(() => onError.mock.calls).toEqual(failedBy('link_already_used'))
    expect(open.mock.results[0]?.value).toMatchObject({ closed: true })
    expect(endpoint).toHaveBeenCalledTimes(2)
    await redeemed(stack)
  })

  it('opens a new tab by the fresh one that it gives then', async () => {
    const stack = await startStack()
    const time = warpTime()
    time.advance(1_200_000)
    const endpoint = repeating(stack, (call) => call === 2)
    const open = vi.spyOn(window, 'open')
    onTestFinished(() => {
      ;(open.mock.results[0]?.value as Window | undefined)?.close()
      open.mockRestore()
    })
    const { container } = mount(frameOf(stack, { endpoint }))
    await opened(container)
    await page.getByRole('button', { name: 'Open in a new tab' }).click()
    await expect.poll(stack.ledger).toMatchObject({ navigated: 2, replayed: 0 })
    expect(endpoint).toHaveBeenCalledTimes(3)
  })
})

function Prefetch({ stack, endpoint }: { stack: Stack; endpoint: () => Promise<LoginLinkBody> }) {
  const prefetch = usePrefetchConversation({ endpoint, loginOrigins: [stack.loginOrigin] })
  return (
    <button type="button" onClick={() => prefetch(dana)}>
      Prefetch
    </button>
  )
}

describe('a prefetched link', () => {
  it('that was not navigated to is opened, although the endpoint gives it again', async () => {
    const stack = await startStack()
    const endpoint = repeating(stack)
    const around = (shown: boolean) => (
      <>
        <Prefetch stack={stack} endpoint={endpoint} />
        {shown && frameOf(stack, { endpoint, conversationId: 166, budget: never })}
      </>
    )
    const view = mount(around(false))
    await page.getByRole('button', { name: 'Prefetch' }).click()
    await expect.poll(() => endpoint.mock.settledResults).toMatchObject([{ type: 'fulfilled' }])
    view.render(around(true))
    await opened(view.container)
    await redeemed(stack)
    expect(endpoint).toHaveBeenCalledTimes(2)
  })

  it('is not opened when an equal one was navigated to meanwhile', async () => {
    const stack = await startStack()
    const onError = vi.fn()
    const endpoint = repeating(stack)
    const around = (...ids: number[]) => (
      <>
        <Prefetch stack={stack} endpoint={endpoint} />
        {ids.map((conversationId) => (
          <section key={conversationId}>{frameOf(stack, { endpoint, conversationId, budget: never, onError })}</section>
        ))}
      </>
    )
    const view = mount(around())
    await page.getByRole('button', { name: 'Prefetch' }).click()
    await expect.poll(() => endpoint.mock.settledResults).toMatchObject([{ type: 'fulfilled' }])
    view.render(around(166))
    await opened(view.container)
    await settled()
    view.render(around(166, 165))
    await expect.poll(() => statuses(view.container)).toEqual(['open', 'failed'])
    expect(onError.mock.calls).toEqual(failedBy('link_already_used'))
    expect(endpoint).toHaveBeenCalledTimes(2)
    await redeemed(stack)
  })
})

it('keeps nothing in the storage from which a link could be read', async () => {
  const stack = await startStack()
  const { container } = mount(frameOf(stack))
  await opened(container)
  const kept = JSON.stringify({ ...localStorage })
  expect(kept).toMatch(/\d{13}:[\w+/]{43}=/)
  expect(await stack.hasSecret(kept)).toBe(false)
  expect(kept).not.toMatch(/http|sso_auth_token|maya|[0-9a-f]{20}/)
})
