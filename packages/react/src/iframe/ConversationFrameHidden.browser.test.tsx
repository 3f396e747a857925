import type { ReactNode } from 'react'
import { describe, expect, it, onTestFinished } from 'vitest'
import { page } from 'vitest/browser'
import { frameOf, opened, redeemed, type Stack, settled, statuses } from '../../testing/frameOf.js'
import { heldEndpoint } from '../../testing/heldEndpoint.js'
import { mount } from '../../testing/mount.js'
import { startStack } from '../../testing/startStack.js'
import { ConversationFrameProvider } from '../ConversationFrameProvider.js'
import { usePrefetchConversation } from '../usePrefetchConversation.js'

const yoav = { conversationId: 166, phoneNumber: '972502345678' }

/** Renders what the page hides beside a frame that it shows. When that one is open, the hidden one has had its chance. */
async function besideAnOpenFrame(stack: Stack, hidden: ReactNode) {
  const view = mount([<div key="seen">{frameOf(stack, yoav)}</div>, <div key="hidden">{hidden}</div>])
  await expect.poll(() => statuses(view.container)).toEqual(['open', 'idle'])
  await settled()
  await redeemed(stack)
  return view
}

/** The element that hides a frame. */
function around<T extends HTMLElement>(container: Element): T {
  const element = container.querySelector<T>('[data-around]')
  if (!element) throw new Error('nothing around the frame')
  return element
}

/** What observers have to say of an element has been said. */
function observed(element: Element): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(() => {
      observer.disconnect()
      resolve()
    })
    observer.observe(element)
  })
}

function Prefetch({ stack }: { stack: Stack }) {
  const { endpoint, loginOrigin } = stack
  const prefetch = usePrefetchConversation({ endpoint, credentials: 'omit', loginOrigins: [loginOrigin] })
  return (
    <button type="button" onClick={() => prefetch({ conversationId: 165, phoneNumber: '972501234567' })}>
      Prefetch
    </button>
  )
}

/** Takes a property away from the browser until the test has finished. */
function remove(object: object, property: string) {
  const descriptor = Object.getOwnPropertyDescriptor(object, property)
  if (!descriptor || !Reflect.deleteProperty(object, property)) throw new Error(`no ${property}`)
  onTestFinished(() => void Object.defineProperty(object, property, descriptor))
}

interface Way {
  name: string
  wrap(frame: ReactNode, isShown: boolean): ReactNode
  toggle(element: HTMLElement, isShown: boolean): void
}

/** A way to hide by one attribute. */
function byAttribute(name: string, attribute: string, shown: string | null, hidden: string | null): Way {
  const toggle: Way['toggle'] = (element, isShown) => {
    const value = isShown ? shown : hidden
    if (value === null) element.removeAttribute(attribute)
    else element.setAttribute(attribute, value)
  }
  return {
    name,
    toggle,
    // By hand, so that React does not know it.
    wrap: (frame, isShown) => (
      <section data-around="" ref={(element) => void (element && toggle(element, isShown))}>
        {frame}
      </section>
    ),
  }
}

const ways: Way[] = [
  byAttribute('display: none', 'style', '', 'display: none'),
  byAttribute('the hidden attribute', 'hidden', null, ''),
  byAttribute('hidden="until-found"', 'hidden', null, 'until-found'),
  byAttribute('content-visibility: hidden', 'style', '', 'content-visibility: hidden'),
  {
    name: 'a closed details',
    wrap: (frame, isShown) => (
      <details data-around="" open={isShown}>
        {frame}
      </details>
    ),
    toggle: (element, isShown) => void element.toggleAttribute('open', isShown),
  },
  {
    name: 'a closed dialog',
    wrap: (frame, isShown) => (
      <dialog data-around="" open={isShown}>
        {frame}
      </dialog>
    ),
    toggle: (element, isShown) => void element.toggleAttribute('open', isShown),
  },
]

describe.each(ways)('an eager frame in $name', ({ wrap, toggle }) => {
  it('asks when it is shown, and not before', async () => {
    const stack = await startStack()
    const { container } = await besideAnOpenFrame(stack, wrap(frameOf(stack), false))
    toggle(around(container), true)
    await opened(container, 2)
    await redeemed(stack, 2)
  })

  it('that waited for its turn before it was hidden asks when it is shown again', async () => {
    const stack = await startStack()
    const first = heldEndpoint(stack)
    const { container } = mount([
      <div key="seen">{frameOf(stack, { ...yoav, endpoint: first.endpoint })}</div>,
      <div key="hidden">{wrap(frameOf(stack), true)}</div>,
    ])
    await expect.poll(() => statuses(container)).toEqual(['requesting', 'idle'])
    await observed(around(container))
    toggle(around(container), false)
    first.answer()
    await expect.poll(() => statuses(container)).toEqual(['open', 'idle'])
    await settled()
    await redeemed(stack)
    toggle(around(container), true)
    await opened(container, 2)
    await redeemed(stack, 2)
  })
})

describe('a frame that is hidden', () => {
  it('asks far below the viewport too when it is shown there', async () => {
    const stack = await startStack()
    const { container } = await besideAnOpenFrame(
      stack,
      <div style={{ paddingTop: 5_000 }}>
        <section data-around="" hidden>
          {frameOf(stack)}
        </section>
      </div>,
    )
    around(container).hidden = false
    await opened(container, 2)
    await redeemed(stack, 2)
  })

  it('and has no size asks when it has a box, even one that is clipped away', async () => {
    const stack = await startStack()
    const { container } = await besideAnOpenFrame(
      stack,
      <section data-around="" hidden style={{ width: 0, height: 0, overflow: 'hidden' }}>
        {frameOf(stack, { style: { width: 0, height: 0 } })}
      </section>,
    )
    around(container).hidden = false
    await opened(container, 2)
    await redeemed(stack, 2)
  })

  it('costs one link in six, of which one is seen', async () => {
    const stack = await startStack()
    const tabs = [0, 1, 2, 3, 4, 5].map((tab) => (
      <section key={tab} hidden={tab > 0}>
        {frameOf(stack)}
      </section>
    ))
    const { container } = mount(tabs)
    await expect.poll(() => statuses(container)).toEqual(['open', 'idle', 'idle', 'idle', 'idle', 'idle'])
    await settled()
    await redeemed(stack)
  })

  it('stays as it is when it was open already', async () => {
    const stack = await startStack()
    const { container } = mount(<section data-around="">{frameOf(stack)}</section>)
    await opened(container)
    await settled()
    const iframe = container.querySelector('iframe')
    for (const hidden of [true, false, true, false]) {
      around(container).hidden = hidden
      await observed(around(container))
    }
    expect(statuses(container)).toEqual(['open'])
    expect(container.querySelector('iframe')).toBe(iframe)
    await redeemed(stack)
  })

  it('takes the link that was prefetched for it when it is shown', async () => {
    const stack = await startStack()
    const { container } = await besideAnOpenFrame(
      stack,
      <>
        <Prefetch stack={stack} />
        <section data-around="" hidden>
          {frameOf(stack)}
        </section>
      </>,
    )
    await page.getByRole('button', { name: 'Prefetch' }).click()
    await expect.poll(stack.ledger).toMatchObject({ minted: 2, navigated: 1 })
    around(container).hidden = false
    await opened(container, 2)
    await redeemed(stack, 2)
  })

  it('gets back the frame that was kept for it, at no cost', async () => {
    const stack = await startStack()
    const tab = (isThere: boolean, hidden: boolean) => (
      <ConversationFrameProvider keepAlive={1}>
        {isThere && <section hidden={hidden}>{frameOf(stack)}</section>}
      </ConversationFrameProvider>
    )
    const view = mount(tab(true, false))
    await opened(view.container)
    await settled()
    const iframe = view.container.querySelector('iframe')
    view.render(tab(false, false))
    await expect.poll(() => statuses(view.container)).toEqual([])
    view.render(tab(true, true))
    await opened(view.container)
    view.render(tab(true, false))
    await expect.poll(() => iframe?.checkVisibility()).toBe(true)
    expect(view.container.querySelector('iframe')).toBe(iframe)
    await redeemed(stack)
  })
})

describe('a frame that is rendered', () => {
  it.each([
    ['visibility: hidden', { visibility: 'hidden' }],
    ['opacity: 0', { opacity: 0 }],
    ['a size of 0 x 0', { width: 0, height: 0 }],
  ] as const)('requests a link although it is not visible: %s', async (_, style) => {
    const stack = await startStack()
    const { container } = mount(<section style={style}>{frameOf(stack)}</section>)
    await opened(container)
    await redeemed(stack)
  })

  it('asks when it is eager from now on', async () => {
    const stack = await startStack()
    const below = (loading: 'eager' | 'lazy') => [
      <div key="seen">{frameOf(stack, yoav)}</div>,
      <div key="below" style={{ paddingTop: 5_000 }}>
        {frameOf(stack, { loading })}
      </div>,
    ]
    const view = mount(below('lazy'))
    await expect.poll(() => statuses(view.container)).toEqual(['open', 'idle'])
    view.render(below('eager'))
    await opened(view.container, 2)
  })
})

describe('in a browser without', () => {
  it('checkVisibility a hidden frame asks as it did', async () => {
    remove(Element.prototype, 'checkVisibility')
    const stack = await startStack()
    const { container } = mount(<section hidden>{frameOf(stack)}</section>)
    await opened(container)
    await redeemed(stack)
  })

  it('IntersectionObserver a lazy frame asks, wherever it stands', async () => {
    remove(window, 'IntersectionObserver')
    const stack = await startStack()
    const { container } = mount(<div style={{ paddingTop: 5_000 }}>{frameOf(stack, { loading: 'lazy' })}</div>)
    await opened(container)
    await redeemed(stack)
  })
})
