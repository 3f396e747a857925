import { createRef, type ReactNode, useEffect, useLayoutEffect } from 'react'
import { createPortal } from 'react-dom'
import { describe, expect, inject, it, onTestFinished, vi } from 'vitest'
import { frameOf, opened, override, redeemed, type Stack, settled, statuses } from '../../testing/frameOf.js'
import { mount } from '../../testing/mount.js'
import { openWindow } from '../../testing/openWindow.js'
import { startStack } from '../../testing/startStack.js'
import type { ConversationFrameHandle } from '../ConversationFrame.js'
import { ConversationFrameProvider } from '../ConversationFrameProvider.js'
import { ConversationLink } from '../ConversationLink.js'

/** A hidden tab of the host, which therefore has no animation frames. */
function hideOpener() {
  const frames = vi.spyOn(window, 'requestAnimationFrame').mockReturnValue(0)
  onTestFinished(() => frames.mockRestore())
  override(document, 'visibilityState', 'hidden')
  document.dispatchEvent(new Event('visibilitychange'))
}

function shadowRoot() {
  const host = document.createElement('div')
  document.body.append(host)
  onTestFinished(() => host.remove())
  return host.attachShadow({ mode: 'open' })
}

function button(root: ParentNode, part: 'reload' | 'new-tab') {
  const found = root.querySelector<HTMLElement>(`[data-part="${part}"]`)
  if (!found) throw new Error(`There is no ${part} button.`)
  return found
}

const places = [
  ['a shadow root', () => shadowRoot()],
  [
    'a shadow root within a shadow root',
    () => shadowRoot().appendChild(document.createElement('div')).attachShadow({ mode: 'open' }),
  ],
  ['a window that the host opened', () => openWindow().document.body],
  [
    'a shadow root in a window that the host opened',
    () => openWindow().document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' }),
  ],
] as const

describe.each(places)('in %s', (_, createPlace) => {
  it('a first view costs one link in StrictMode', async () => {
    const stack = await startStack()
    const place = createPlace()
    mount(createPortal(frameOf(stack), place))
    await opened(place as Element)
    await redeemed(stack)
  })

  it('the focus returns to the conversation after a reload', async () => {
    const stack = await startStack()
    const place = createPlace()
    const ref = createRef<ConversationFrameHandle>()
    mount(createPortal(frameOf(stack, { ref } as object), place))
    await opened(place as Element)
    await settled()
    const former = ref.current?.element
    const focused = () => (former?.isConnected ? former : place).getRootNode() as Document | ShadowRoot
    ref.current?.focus()
    expect(focused().activeElement).toBe(former)
    ref.current?.reload()
    await expect.poll(() => ref.current?.element).not.toBe(former)
    await opened(place as Element)
    expect(focused().activeElement).toBe(ref.current?.element)
  })

  it('the focus stays in the frame when its button goes with its screen', async () => {
    const stack = await startStack()
    await stack.faults({ loginConversation: { reason: 36, times: 1 } })
    const place = createPlace()
    mount(createPortal(frameOf(stack, { toolbar: false }), place))
    await expect.poll(() => statuses(place as Element)).toEqual(['failed'])
    const reload = button(place, 'reload')
    reload.focus()
    reload.click()
    await opened(place as Element)
    const root = place.querySelector('[data-conversation-frame]')
    expect((place.getRootNode() as Document | ShadowRoot).activeElement).toBe(root)
  })
})

describe('in a window that the host opened', () => {
  it('opens while the tab of the host is hidden', async () => {
    const stack = await startStack()
    const { body } = openWindow().document
    hideOpener()
    mount(createPortal(frameOf(stack), body))
    await opened(body)
    await redeemed(stack)
  })

  it('waits while that window is hidden, and opens when it is shown', async () => {
    const stack = await startStack()
    const { document } = openWindow()
    const show = override(document, 'visibilityState', 'hidden')
    mount(createPortal(frameOf(stack), document.body))
    await expect.poll(() => statuses(document.body)).toEqual(['idle'])
    expect(await stack.ledger()).toMatchObject({ minted: 0 })
    show()
    document.dispatchEvent(new Event('visibilitychange'))
    await opened(document.body)
  })

  it('hears of the network there', async () => {
    const stack = await startStack()
    const popup = openWindow()
    const reconnect = override(navigator, 'onLine', false)
    mount(createPortal(frameOf(stack), popup.document.body))
    await expect.poll(() => statuses(popup.document.body)).toEqual(['offline'])
    reconnect()
    popup.dispatchEvent(new Event('online'))
    await opened(popup.document.body)
  })

  it('receives messages, and its element is of that window', async () => {
    const echoUrl = `${inject('stacksUrl')}/echo`
    const popup = openWindow()
    const ref = createRef<ConversationFrameHandle>()
    const onMessage = vi.fn<(event: MessageEvent<unknown>) => void>()
    const echo = {
      endpoint: async () => ({ url: `${echoUrl}?${crypto.randomUUID()}`, expiresInSeconds: 300 }),
      loginOrigins: [new URL(echoUrl).origin],
    }
    mount(createPortal(frameOf({} as Stack, { ...echo, ref, onMessage } as object), popup.document.body))
    await expect.poll(() => onMessage.mock.calls.map(([{ data }]) => data)).toEqual(['here'])
    ref.current?.postMessage('hello')
    await expect.poll(() => onMessage.mock.calls.map(([{ data }]) => data)).toEqual(['here', 'heard hello'])
    expect(ref.current?.element).toBeInstanceOf(popup.HTMLIFrameElement)
  })

  it('fails when the policy of that document forbids the frame', async () => {
    const stack = await startStack()
    const { document } = openWindow()
    const policy = document.createElement('meta')
    Object.assign(policy, { httpEquiv: 'content-security-policy', content: "frame-src 'none'" })
    document.head.append(policy)
    const onError = vi.fn()
    mount(createPortal(frameOf(stack, { onError }), document.body))
    await expect.poll(() => onError.mock.calls).toEqual([[expect.objectContaining({ code: 'blocked_by_csp' })]])
  })

  it('waits when lazy until it is near the viewport of that window', async () => {
    const stack = await startStack()
    const { body } = openWindow().document
    mount(
      createPortal(
        <>
          <div style={{ height: 5_000 }} />
          {frameOf(stack, { loading: 'lazy' })}
        </>,
        body,
      ),
    )
    await expect.poll(() => statuses(body)).toEqual(['idle'])
    body.querySelector('[data-conversation-frame]')?.scrollIntoView()
    await opened(body)
    await redeemed(stack)
  })

  it('a new tab is opened by that window, in which the person has clicked', async () => {
    const stack = await startStack()
    const popup = openWindow()
    const open = vi.spyOn(popup, 'open').mockReturnValue(null)
    const onError = vi.fn()
    const { endpoint, loginOrigin } = stack
    mount(
      createPortal(
        <>
          {frameOf(stack, { onError })}
          <ConversationLink
            endpoint={endpoint}
            loginOrigins={[loginOrigin]}
            conversationId={165}
            email="d@example.com"
          />
        </>,
        popup.document.body,
      ),
    )
    await opened(popup.document.body)
    button(popup.document.body, 'new-tab').click()
    popup.document.querySelector<HTMLElement>('[data-conversation-link]')?.click()
    expect(open).toHaveBeenCalledTimes(2)
  })
})

/** As a host does that makes an element first, and puts it into the window that it opens for it later. */
function Mover({ when, children, move }: { when: typeof useEffect; children: ReactNode; move: () => void }) {
  when(() => move(), [move])
  return children
}

describe('in an element that the host moves to a window that it opened', () => {
  it.each([
    ['a layout effect', useLayoutEffect],
    ['an effect', useEffect],
  ])('by %s of a parent, opens while the tab of the host is hidden', async (_, when) => {
    const stack = await startStack()
    const popup = openWindow()
    hideOpener()
    const element = document.createElement('div')
    const move = () => popup.document.body.append(element)
    mount(
      <Mover when={when} move={move}>
        {createPortal(frameOf(stack), element)}
      </Mover>,
    )
    await opened(popup.document.body)
    await redeemed(stack)
  })

  it('after it was open, gets a fresh link there', async () => {
    const stack = await startStack()
    const popup = openWindow()
    const { container } = mount(frameOf(stack))
    await opened(container)
    await settled()
    hideOpener()
    popup.document.body.append(container)
    await redeemed(stack, 2)
    await opened(popup.document.body)
  })
})

describe('a conversation that goes to another window', () => {
  it('is a first view there, which no budget forbids', async () => {
    const stack = await startStack()
    const popup = openWindow()
    const inPlace = (place: Element | null) => (
      <ConversationFrameProvider keepAlive={1}>
        {place ? createPortal(frameOf(stack, { budget: { max: 0, windowMs: 300_000 } }), place) : null}
      </ConversationFrameProvider>
    )
    const home = document.body.appendChild(document.createElement('div'))
    onTestFinished(() => home.remove())
    const { render } = mount(inPlace(home))
    await opened(home)
    await settled()
    render(inPlace(popup.document.body))
    await opened(popup.document.body)
    await redeemed(stack, 2)
  })

  it('stays alive in each window that has it', async () => {
    const stack = await startStack()
    const { body } = openWindow().document
    const view = (shown: boolean) => (
      <ConversationFrameProvider keepAlive={1}>
        {shown ? createPortal(frameOf(stack), body) : null}
      </ConversationFrameProvider>
    )
    const { render } = mount(view(true))
    await opened(body)
    await settled()
    const iframe = body.querySelector('iframe')
    render(view(false))
    await expect.poll(() => body.querySelector('[data-conversation-frame-parking] iframe')).toBe(iframe)
    render(view(true))
    await opened(body)
    expect(body.querySelector('[data-conversation-frame] iframe')).toBe(iframe)
    await redeemed(stack)
  })

  it('is a first view when it comes back from a window that was closed', async () => {
    const stack = await startStack()
    const popup = openWindow()
    const view = (place: Element | null) => (
      <ConversationFrameProvider keepAlive={1}>
        {place && createPortal(frameOf(stack, { budget: { max: 0, windowMs: 300_000 } }), place)}
      </ConversationFrameProvider>
    )
    const { container, render } = mount(view(popup.document.body))
    await opened(popup.document.body)
    await settled()
    popup.close()
    await expect.poll(() => popup.document.defaultView).toBeNull()
    render(view(container.appendChild(document.createElement('div'))))
    await opened(container)
    await redeemed(stack, 2)
  })
})
