import type { ReactNode } from 'react'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { page } from 'vitest/browser'
import { frameOf, type Stack } from '../testing/frameOf.js'
import { mount } from '../testing/mount.js'
import { startStack } from '../testing/startStack.js'
import { ConversationFrameProvider } from './ConversationFrameProvider.js'
import { ConversationLink, type ConversationLinkProps } from './ConversationLink.js'

function linkOf(stack: Stack, props: Partial<ConversationLinkProps> = {}) {
  const { endpoint, loginOrigin } = stack
  return (
    <ConversationLink
      endpoint={endpoint}
      credentials="omit"
      loginOrigins={[loginOrigin]}
      conversationId={165}
      phoneNumber="972501234567"
      {...(props as object)}
    >
      In a new tab
    </ConversationLink>
  )
}

/** As a browser does whose person wants no popups. */
function blockPopups() {
  const open = vi.spyOn(window, 'open').mockReturnValue(null)
  onTestFinished(() => open.mockRestore())
  return open
}

const click = () => page.getByRole('button', { name: 'In a new tab' }).click()

describe('a link to a conversation', () => {
  it('is a button without an address, and takes what a button takes', async () => {
    const stack = await startStack()
    const { container } = mount(linkOf(stack, { id: 'dana', className: 'wide' }))
    const button = page.getByRole('button', { name: 'In a new tab' })
    await expect.element(button).toHaveAttribute('type', 'button')
    await expect.element(button).toHaveClass('wide')
    expect(container.innerHTML).not.toMatch(/href|9725|endpoint/i)
  })

  it('does what the host wants first, and nothing when the host prevents it', async () => {
    const stack = await startStack()
    const open = blockPopups()
    mount(linkOf(stack, { onClick: (event) => event.preventDefault() }))
    await click()
    expect(open).not.toHaveBeenCalled()
  })
})

describe('a tab that cannot be opened', () => {
  it('costs no link, and is reported to the host', async () => {
    const stack = await startStack()
    blockPopups()
    const onError = vi.fn()
    mount(linkOf(stack, { onError }))
    await click()
    await expect.poll(() => onError.mock.calls).toEqual([[expect.objectContaining({ code: 'popup_blocked' })]])
    expect(await stack.ledger()).toMatchObject({ minted: 0 })
  })

  it('is a warning in development without an onError', async () => {
    const stack = await startStack()
    blockPopups()
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    onTestFinished(() => warn.mockRestore())
    mount(linkOf(stack))
    await click()
    await expect
      .poll(() => warn.mock.calls)
      .toEqual([[expect.stringMatching(/^<ConversationLink> popup_blocked: .*docs\/errors\.md#popup_blocked$/)]])
  })
})

describe('a new tab that waits', () => {
  /** An endpoint that answers on request. */
  function heldEndpoint(stack: Stack) {
    let answer = () => {}
    const held = new Promise<void>((resolve) => {
      answer = resolve
    })
    const endpoint = vi.fn(async (_target: object, _options: { signal: AbortSignal }) => {
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ conversationId: 165, phoneNumber: '972501234567' })
      const response = await fetch(stack.endpoint, { method: 'POST', headers, body })
      await held
      return response.json()
    })
    return { endpoint, answer }
  }

  /** The tabs that were opened, which are closed with the test. */
  function watchTabs() {
    const open = vi.spyOn(window, 'open')
    const tabs = () => open.mock.results.map(({ value }) => value as Window)
    onTestFinished(() => {
      for (const tab of tabs()) tab.close()
      open.mockRestore()
    })
    return tabs
  }

  const signedIn = (sessionKey: string | undefined, children: ReactNode) => (
    <ConversationFrameProvider sessionKey={sessionKey}>{children}</ConversationFrameProvider>
  )

  it.each([
    ['when another user signs in', (link: ReactNode) => signedIn('u2', link)],
    ['when its user signs out', (link: ReactNode) => signedIn(undefined, link)],
    ['when its user signs out and the provider goes', () => null],
  ])('for its link is closed %s, and the link is thrown away', async (_, after) => {
    const stack = await startStack()
    const { endpoint, answer } = heldEndpoint(stack)
    const tabs = watchTabs()
    const onError = vi.fn()
    const link = linkOf(stack, { endpoint, onError })
    const view = mount(signedIn('u1', link))
    await click()
    await expect.poll(stack.ledger).toMatchObject({ minted: 1 })
    view.render(after(link))
    await expect.poll(() => tabs()[0]?.closed).toBe(true)
    expect(endpoint.mock.calls[0]?.[1].signal.aborted).toBe(true)
    answer()
    await expect.poll(async () => (await navigator.locks.query()).held).toEqual([])
    expect(await stack.ledger()).toMatchObject({ minted: 1, navigated: 0 })
    expect(onError).not.toHaveBeenCalled()
  })

  it('for its turn is closed when another user signs in, who can open one at once', async () => {
    const stack = await startStack()
    const tabs = watchTabs()
    let release = () => {}
    void navigator.locks.request(
      'conversation-frame 1',
      () =>
        new Promise<void>((resolve) => {
          release = resolve
        }),
    )
    onTestFinished(() => release())
    const link = linkOf(stack)
    const view = mount(signedIn('u1', link))
    await click()
    expect(tabs()).toHaveLength(1)
    view.render(signedIn('u2', link))
    await expect.poll(() => tabs()[0]?.closed).toBe(true)
    await expect.element(page.getByRole('button', { name: 'In a new tab' })).toHaveAttribute('aria-busy', 'false')
    await click()
    release()
    await expect.poll(stack.ledger).toMatchObject({ minted: 1, navigated: 1 })
    expect(tabs().map(({ closed }) => closed)).toEqual([true, false])
  })

  it('is closed too when a frame’s toolbar opened it', async () => {
    const stack = await startStack()
    const { endpoint, answer } = heldEndpoint(stack)
    const tabs = watchTabs()
    const onError = vi.fn()
    const frame = frameOf(stack, { endpoint, onError, loading: 'lazy' })
    const around = (user: string) => signedIn(user, <div style={{ marginTop: 5_000 }}>{frame}</div>)
    const view = mount(around('u1'))
    await expect.poll(() => view.container.querySelector('[data-part="new-tab"]')).not.toBeNull()
    view.container.querySelector<HTMLElement>('[data-part="new-tab"]')?.click()
    await expect.poll(stack.ledger).toMatchObject({ minted: 1 })
    view.render(around('u2'))
    await expect.poll(() => tabs()[0]?.closed).toBe(true)
    answer()
    expect(await stack.ledger()).toMatchObject({ navigated: 0 })
    expect(onError).not.toHaveBeenCalled()
  })

  it.each([
    ['the button goes', () => signedIn('u1', null)],
    ['another provider of the same user takes over', (link: ReactNode) => <section>{signedIn('u1', link)}</section>],
  ])('stays when %s', async (_, after) => {
    const stack = await startStack()
    const { endpoint, answer } = heldEndpoint(stack)
    const tabs = watchTabs()
    const link = linkOf(stack, { endpoint })
    const view = mount(signedIn('u1', link))
    await click()
    await expect.poll(stack.ledger).toMatchObject({ minted: 1 })
    view.render(after(link))
    answer()
    await expect.poll(stack.ledger).toMatchObject({ navigated: 1 })
    expect(tabs()[0]?.closed).toBe(false)
  })

  it('no more, since it has its link, stays when another user signs in', async () => {
    const stack = await startStack()
    const tabs = watchTabs()
    const link = linkOf(stack)
    const view = mount(signedIn('u1', link))
    await click()
    await expect.poll(stack.ledger).toMatchObject({ navigated: 1 })
    view.render(signedIn('u2', link))
    await expect.poll(stack.ledger).toMatchObject({ redeemed: 1 })
    expect(tabs()[0]?.closed).toBe(false)
  })
})
