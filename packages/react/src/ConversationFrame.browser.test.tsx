import type { LoginLinkBody } from '@conversation-frame/contract'
import { Activity, type ReactNode, Suspense, use } from 'react'
import { createPortal, flushSync } from 'react-dom'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { page } from 'vitest/browser'
import { frameOf, opened, override, redeemed, statuses } from '../testing/frameOf.js'
import { heldEndpoint } from '../testing/heldEndpoint.js'
import { mount } from '../testing/mount.js'
import { startStack } from '../testing/startStack.js'
import type { ConversationTarget } from './ConversationTarget.js'
import { type UseConversationFrameOptions, useConversationFrame } from './useConversationFrame.js'

function Wait({ for: promise }: { for: Promise<void> | null }) {
  if (promise) use(promise)
  return null
}

describe('a first view', () => {
  it('costs one link in StrictMode, redeemed once', async () => {
    const stack = await startStack()
    const { container } = mount(frameOf(stack))
    await opened(container)
    await redeemed(stack)
  })

  it('keeps the link out of the page', async () => {
    const stack = await startStack()
    const entries = history.length
    const { container } = mount(frameOf(stack))
    await opened(container)
    expect(document.documentElement.outerHTML).not.toContain('sso_auth_token')
    expect(container.querySelector('iframe')?.getAttribute('src')).toBeNull()
    expect(history.length - entries).toBeLessThanOrEqual(1)
  })

  it('tells each status once, in order', async () => {
    const stack = await startStack()
    const onStatusChange = vi.fn()
    const { container } = mount(frameOf(stack, { onStatusChange }))
    await opened(container)
    expect(onStatusChange.mock.calls.flat()).toEqual(['requesting', 'opening', 'open'])
  })
})

describe('a page to warm up with', () => {
  it('is opened unseen while the first link is asked for, and is gone when the login has settled', async () => {
    const stack = await startStack()
    const entries = history.length
    const { endpoint, answer } = heldEndpoint(stack)
    const warmUrl = `${stack.loginOrigin}/health`
    const { container } = mount(frameOf(stack, { endpoint, warmUrl }))
    const warmed = () => container.querySelector(`iframe[src="${warmUrl}"]`)
    await expect.poll(warmed).not.toBeNull()
    const warm = warmed()
    await expect.element(warm as HTMLElement).not.toBeVisible()
    expect(statuses(container)).toEqual(['requesting'])
    answer()
    await opened(container)
    await redeemed(stack)
    await expect.poll(() => container.querySelectorAll('iframe').length).toBe(1)
    expect(warm?.isConnected).toBe(false)
    expect(history.length - entries).toBeLessThanOrEqual(1)
  })
})

describe('a live frame', () => {
  it('is not replaced by 100 re-renders, with new functions and objects each', async () => {
    const stack = await startStack()
    const view = mount(frameOf(stack))
    await opened(view.container)
    const iframe = view.container.querySelector('iframe')
    for (let i = 0; i < 100; i++) view.render(frameOf(stack, { headers: {}, onError: () => {}, name: `Dana ${i}` }))
    await expect.poll(() => view.container.querySelector('iframe')).toBe(iframe)
    await redeemed(stack)
  })

  it('is not replaced by focus, reconnect, a hidden tab or bfcache', async () => {
    const stack = await startStack()
    const { container } = mount(frameOf(stack))
    await opened(container)
    const iframe = container.querySelector('iframe')
    for (const type of ['focus', 'offline', 'online', 'pagehide', 'pageshow']) window.dispatchEvent(new Event(type))
    document.dispatchEvent(new Event('visibilitychange'))
    await redeemed(stack)
    expect(container.querySelector('iframe')).toBe(iframe)
  })

  it('is not replaced when an Activity hides and shows it', async () => {
    const stack = await startStack()
    const inActivity = (mode: 'visible' | 'hidden') => <Activity mode={mode}>{frameOf(stack)}</Activity>
    const view = mount(inActivity('visible'))
    await opened(view.container)
    const iframe = view.container.querySelector('iframe')
    view.render(inActivity('hidden'))
    await expect.element(page.getByTitle('Dana Levi')).not.toBeVisible()
    view.render(inActivity('visible'))
    await expect.element(page.getByTitle('Dana Levi')).toBeVisible()
    expect(view.container.querySelector('iframe')).toBe(iframe)
    await opened(view.container)
    await redeemed(stack)
  })

  it('is not replaced when an ancestor suspends again', async () => {
    const stack = await startStack()
    const suspended = (promise: Promise<void> | null): ReactNode => (
      <Suspense fallback="…">
        <Wait for={promise} />
        {frameOf(stack)}
      </Suspense>
    )
    const view = mount(suspended(null))
    await opened(view.container)
    const iframe = view.container.querySelector('iframe')
    let resolve = () => {}
    const promise = new Promise<void>((done) => {
      resolve = done
    })
    view.render(suspended(promise))
    await expect.element(page.getByTitle('Dana Levi')).not.toBeVisible()
    resolve()
    await expect.element(page.getByTitle('Dana Levi')).toBeVisible()
    expect(view.container.querySelector('iframe')).toBe(iframe)
    await redeemed(stack)
  })
})

/** What an observer says of the frame that was made after the frame's own. */
function isInView(container: Element): Promise<boolean> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(([entry]) => {
      observer.disconnect()
      observer.disconnect()
      resolve(entry?.isIntersecting === true)
    })
    observer.observe(container.querySelector('[data-part="frame"]') ?? container)
  })
}

describe('nothing is minted', () => {
  it('in an Activity that starts hidden, until it is shown', async () => {
    const stack = await startStack()
    const inActivity = (mode: 'visible' | 'hidden') => <Activity mode={mode}>{frameOf(stack)}</Activity>
    const view = mount(inActivity('hidden'))
    await expect.poll(() => statuses(view.container)).toEqual(['idle'])
    expect(await stack.ledger()).toMatchObject({ minted: 0 })
    view.render(inActivity('visible'))
    await opened(view.container)
    await redeemed(stack)
  })

  it('in a hidden tab, until it is shown', async () => {
    const stack = await startStack()
    const show = override(document, 'visibilityState', 'hidden')
    const { container } = mount(frameOf(stack))
    await expect.poll(() => statuses(container)).toEqual(['idle'])
    expect(await stack.ledger()).toMatchObject({ minted: 0 })
    show()
    document.dispatchEvent(new Event('visibilitychange'))
    await opened(container)
    await redeemed(stack)
  })

  it('offline, until the network is back', async () => {
    const stack = await startStack()
    const reconnect = override(navigator, 'onLine', false)
    const { container } = mount(frameOf(stack))
    await expect.poll(() => statuses(container)).toEqual(['offline'])
    expect(await stack.ledger()).toMatchObject({ minted: 0 })
    reconnect()
    window.dispatchEvent(new Event('online'))
    await opened(container)
    await redeemed(stack)
  })

  it('far from the viewport when lazy, until it is near', async () => {
    const stack = await startStack()
    const { container } = mount(
      <>
        <div style={{ height: 5_000 }} />
        {frameOf(stack, { loading: 'lazy' })}
      </>,
    )
    await expect.poll(() => statuses(container)).toEqual(['idle'])
    expect(await stack.ledger()).toMatchObject({ minted: 0 })
    container.querySelector('[data-conversation-frame]')?.scrollIntoView()
    await opened(container)
    await redeemed(stack)
  })

  it('for a frame that is gone before the request left', async () => {
    const stack = await startStack()
    const view = mount(frameOf(stack))
    view.render(null)
    await expect.poll(() => statuses(view.container)).toEqual([])
    expect(await stack.ledger()).toMatchObject({ minted: 0 })
  })
})

describe('a frame that is hidden while it asks', () => {
  it('keeps its link, whatever else is opened meanwhile', async () => {
    const stack = await startStack()
    let isAsked = () => {}
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve
    })
    const endpoint = vi.fn(async (target: ConversationTarget): Promise<LoginLinkBody> => {
      isAsked()
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(target) }
      return (await fetch(stack.endpoint, init)).json()
    })
    const view = (mode: 'visible' | 'hidden', other: ReactNode) => (
      <>
        <Activity mode={mode}>{frameOf(stack, { endpoint })}</Activity>
        <section>{other}</section>
      </>
    )
    const { container, render } = mount(view('visible', null))
    await asked
    flushSync(() => render(view('hidden', frameOf(stack, { conversationId: 166 }))))
    flushSync(() => render(view('visible', null)))
    await opened(container)
    await redeemed(stack)
    expect(endpoint).toHaveBeenCalledTimes(1)
  })
})

describe('frames side by side', () => {
  it('that allow different origins take turns too', async () => {
    const stack = await startStack()
    await stack.faults({ loginPage: { hang: true, times: 1 } })
    const loginOrigins = [stack.loginOrigin, 'https://another.example']
    const { container } = mount([
      <div key="a">{frameOf(stack)}</div>,
      <div key="b">{frameOf(stack, { loginOrigins })}</div>,
    ])
    await expect.poll(() => statuses(container)).toEqual(['opening', 'idle'])
    await expect.poll(stack.ledger).toMatchObject({ minted: 1 })
  })

  it('with equal props get a link each, one login after the other', async () => {
    const stack = await startStack()
    const { container } = mount([<div key="a">{frameOf(stack)}</div>, <div key="b">{frameOf(stack)}</div>])
    await opened(container, 2)
    await redeemed(stack, 2)
  })

  it('in two roots that open at the same moment take turns', async () => {
    const stack = await startStack()
    const [a, b] = [mount(frameOf(stack)), mount(frameOf(stack))]
    await opened(a.container)
    await opened(b.container)
    await redeemed(stack, 2)
  })
})

describe('a person who reloads', () => {
  it('gets one fresh link in a fresh frame', async () => {
    const stack = await startStack()
    const { container } = mount(frameOf(stack))
    await opened(container)
    await redeemed(stack)
    const iframe = container.querySelector('iframe')
    await page.getByRole('button', { name: 'Reload' }).click()
    await redeemed(stack, 2)
    await opened(container)
    expect(container.querySelector('iframe')).not.toBe(iframe)
    expect(container.querySelectorAll('iframe')).toHaveLength(1)
  })

  it('of a login that is under way ends that login before another one begins', async () => {
    const stack = await startStack()
    // Both logins hang until a person reloads, so that each state lasts until the test has looked at it.
    await stack.faults({ loginPage: { hang: true, times: 2 } })
    const { container } = mount([<div key="a">{frameOf(stack)}</div>, <div key="b">{frameOf(stack)}</div>])
    await expect.poll(() => statuses(container)).toEqual(['opening', 'idle'])
    await expect.poll(() => container.firstElementChild?.querySelectorAll('iframe').length).toBe(1)
    await page.getByRole('button', { name: 'Reload' }).first().click()
    await expect.poll(() => statuses(container)).toEqual(['idle', 'opening'])
    expect(container.firstElementChild?.querySelectorAll('iframe')).toHaveLength(0)
    await page.getByRole('button', { name: 'Reload' }).last().click()
    await opened(container, 2)
    await expect.poll(stack.ledger).toMatchObject({ minted: 4, redeemed: 2, replayed: 0, refused: 0 })
  })
})

describe('a frame that stalled', () => {
  it('is left by a reload at once, while another login has the turn', async () => {
    const stack = await startStack()
    await stack.faults({ loginPage: { hang: true, times: 2 } })
    const { container } = mount([
      <div key="a">{frameOf(stack, { loadTimeout: 300, onError: () => {} })}</div>,
      <div key="b">{frameOf(stack)}</div>,
    ])
    await expect.poll(() => statuses(container)).toEqual(['stalled', 'opening'])
    expect(container.firstElementChild?.querySelectorAll('iframe')).toHaveLength(1)
    await page.getByRole('button', { name: 'Reload' }).first().click()
    await expect.poll(() => statuses(container)).toEqual(['idle', 'opening'])
    expect(container.firstElementChild?.querySelectorAll('iframe')).toHaveLength(0)
  })
})

describe('a frame in a part of the page that is put in place later', () => {
  it.each(['eager', 'lazy'] as const)('is opened then, far below what is seen: %s', async (loading) => {
    const stack = await startStack()
    const place = document.createElement('div')
    const below = document.createElement('div')
    below.style.paddingTop = '5000px'
    below.append(place)
    onTestFinished(() => below.remove())
    const { container } = mount(createPortal(frameOf(stack, { loading }), place))
    await expect.poll(() => statuses(place)).toEqual(['idle'])
    expect(await stack.ledger()).toMatchObject({ minted: 0 })
    container.append(below)
    if (loading === 'lazy') {
      expect(await isInView(place)).toBe(false)
      expect(await stack.ledger()).toMatchObject({ minted: 0 })
      place.scrollIntoView()
    }
    await opened(place)
    await redeemed(stack)
  })
})

describe('a frame whose part of the page is taken out by the host', () => {
  it('while it waits for its turn is opened when that part is back', async () => {
    const stack = await startStack()
    await stack.faults({ loginPage: { hang: true, times: 1 } })
    const place = document.createElement('div')
    onTestFinished(() => place.remove())
    document.body.append(place)
    const both = (other: ReactNode) => (
      <>
        <section>{other}</section>
        {createPortal(frameOf(stack), place)}
      </>
    )
    const { container, render } = mount(both(frameOf(stack)))
    await expect.poll(() => statuses(container)).toEqual(['opening'])
    place.remove()
    render(both(null))
    await expect.poll(() => statuses(container)).toEqual([])
    await expect.poll(async () => (await navigator.locks.query()).held).toEqual([])
    document.body.append(place)
    await opened(place)
  })
})

describe('a lazy frame', () => {
  it('that was eager before its turn came is still seen', async () => {
    const stack = await startStack()
    await stack.faults({ loginConversation: { hang: true, times: 1 } })
    const both = (loading: 'eager' | 'lazy') => [
      <div key="a">{frameOf(stack, { requestTimeout: 500, onError: () => {} })}</div>,
      <div key="b">{frameOf(stack, { loading })}</div>,
    ]
    const view = mount(both('eager'))
    await expect.poll(() => statuses(view.container)).toEqual(['requesting', 'idle'])
    view.render(both('lazy'))
    view.container.children[1]?.scrollIntoView()
    await opened(view.container, 2)
  })

  it('that went out of sight while an Activity hid it is not asked for', async () => {
    const stack = await startStack()
    const endpoint = vi.fn(() => new Promise<never>(() => {}))
    const showTab = override(document, 'visibilityState', 'hidden')
    const inActivity = (mode: 'visible' | 'hidden', above: number) => (
      <>
        <div style={{ height: above }} />
        <Activity mode={mode}>{frameOf(stack, { loading: 'lazy', endpoint })}</Activity>
      </>
    )
    const view = mount(inActivity('visible', 0))
    const isDisplayed = () => view.container.querySelector('[data-conversation-frame]')?.checkVisibility()
    await expect.poll(isDisplayed).toBe(true)
    expect(await isInView(view.container)).toBe(true)
    view.render(inActivity('hidden', 5_000))
    await expect.poll(isDisplayed).toBe(false)
    showTab()
    view.render(inActivity('visible', 5_000))
    await expect.poll(isDisplayed).toBe(true)
    expect(await isInView(view.container)).toBe(false)
    expect(endpoint).not.toHaveBeenCalled()
    view.container.querySelector('[data-conversation-frame]')?.scrollIntoView()
    await expect.poll(() => endpoint.mock.calls.length).toBe(1)
  })
})

const dana = { conversationId: 165, phoneNumber: '972501234567' }

function Collapsible({ options, isOpen }: { options: UseConversationFrameOptions; isOpen: boolean }) {
  const { containerRef, status } = useConversationFrame(options)
  return (
    <div data-conversation-frame="" data-status={status}>
      {isOpen && <div ref={containerRef} style={{ height: 200 }} />}
    </div>
  )
}

describe('a container of the hook', () => {
  it('that goes and comes back while the link is asked for gets its frame', async () => {
    const stack = await startStack()
    let answer = () => {}
    const held = new Promise<void>((resolve) => {
      answer = resolve
    })
    const endpoint = vi.fn(async (): Promise<LoginLinkBody> => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(dana) }
      const response = await fetch(stack.endpoint, init)
      await held
      return response.json()
    })
    const options = { ...dana, endpoint, loginOrigins: [stack.loginOrigin], title: 'Dana' }
    const view = mount(<Collapsible options={options} isOpen />)
    await expect.poll(() => endpoint.mock.calls.length).toBe(1)
    view.render(<Collapsible options={options} isOpen={false} />)
    answer()
    await expect.poll(() => statuses(view.container)).toEqual(['idle'])
    view.render(<Collapsible options={options} isOpen />)
    await opened(view.container)
    await redeemed(stack)
  })
})

describe('a frame that is moved', () => {
  it('in a list that is reordered heals by a fresh link', async () => {
    const stack = await startStack()
    const list = (keys: string[]) => keys.map((key) => <div key={key}>{key === 'frame' ? frameOf(stack) : key}</div>)
    const view = mount(list(['frame', 'b', 'c']))
    await opened(view.container)
    await redeemed(stack)
    view.container.append(view.container.firstElementChild as Element)
    await expect.poll(stack.ledger).toMatchObject({ minted: 2, redeemed: 2, replayed: 0 })
    await opened(view.container)
  })

  it('to another portal target is a new view', async () => {
    const stack = await startStack()
    const [a, b] = [document.createElement('div'), document.createElement('div')]
    document.body.append(a, b)
    onTestFinished(() => {
      a.remove()
      b.remove()
    })
    const view = mount(createPortal(frameOf(stack), a))
    await opened(a)
    await redeemed(stack)
    view.render(createPortal(frameOf(stack), b))
    await redeemed(stack, 2)
    await opened(b)
    expect(a.querySelector('iframe')).toBeNull()
  })
})

describe('another target', () => {
  it('gets a frame of its own', async () => {
    const stack = await startStack()
    const view = mount(frameOf(stack))
    await opened(view.container)
    await redeemed(stack)
    const iframe = view.container.querySelector('iframe')
    view.render(
      frameOf(stack, { conversationId: undefined, inboxId: 12, email: 'new@example.com', phoneNumber: undefined }),
    )
    await redeemed(stack, 2)
    await opened(view.container)
    expect(view.container.querySelector('iframe')).not.toBe(iframe)
    expect(view.container.querySelectorAll('iframe')).toHaveLength(1)
  })
})
