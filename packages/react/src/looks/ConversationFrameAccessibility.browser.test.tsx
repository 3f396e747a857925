import axe from 'axe-core'
import { createRef } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { frameOf, opened, override, redeemed, settled, statuses } from '../../testing/frameOf.js'
import { mount } from '../../testing/mount.js'
import { startStack } from '../../testing/startStack.js'
import type { ConversationFrameHandle } from '../ConversationFrame.js'
import { english } from '../locales/labels.js'
import '../styles.css'

const { labels } = english
const reload = () => page.getByRole('button', { name: labels.reload })

afterEach(() => document.documentElement.removeAttribute('style'))

/** All announcements to assistive technology, in order. */
function listen(container: Element) {
  const announcements: string[] = []
  const hear = () => {
    const text = container.querySelector('[role=status]')?.textContent ?? ''
    if (text !== announcements.at(-1)) announcements.push(text)
  }
  new MutationObserver(hear).observe(container, { subtree: true, childList: true, characterData: true })
  return announcements
}

async function broken(stack: Awaited<ReturnType<typeof startStack>>, toolbar = true) {
  await stack.faults({ loginConversation: { reason: 36, times: 1 } })
  const { container } = mount(frameOf(stack, { toolbar }))
  await expect.poll(() => statuses(container)).toEqual(['failed'])
  return container
}

describe.each(['light', 'dark'])('in a %s page', (colorScheme) => {
  it.each([
    ['requesting', { loginConversation: { hang: true } }],
    ['waiting', { loginConversation: { status: 500 } }],
    ['failed', { loginConversation: { reason: 36 } }],
    ['open', {}],
  ] as const)('axe finds nothing while it is %s, contrast included', async (status, faults) => {
    document.documentElement.style.colorScheme = colorScheme
    const stack = await startStack()
    await stack.faults(faults)
    const { container } = mount(frameOf(stack))
    await expect.poll(() => statuses(container), { timeout: 10_000 }).toEqual([status])
    const { violations, passes } = await axe.run(container, { iframes: false })
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    expect(passes.map(({ id }) => id)).toContain('color-contrast')
  })

  it('axe finds nothing while it is offline', async () => {
    document.documentElement.style.colorScheme = colorScheme
    override(navigator, 'onLine', false)
    const { container } = mount(frameOf(await startStack()))
    await expect.poll(() => statuses(container)).toEqual(['offline'])
    expect((await axe.run(container)).violations).toEqual([])
  })
})

describe('assistive technology', () => {
  it('hears of each change once, from one polite region', async () => {
    const stack = await startStack()
    // Long enough for both documents of the login on a busy machine.
    const { container } = mount(frameOf(stack, { settleTime: 10_000 }))
    const announcements = listen(container)
    await opened(container)
    await redeemed(stack)
    expect(announcements).toEqual([labels.loading, labels.open])
    expect(container.querySelectorAll('[role=status], [role=alert], [aria-live]')).toHaveLength(1)
  })

  it('learns that the frame is busy, and when it no longer is', async () => {
    const stack = await startStack()
    await stack.faults({ loginConversation: { delay: 300 } })
    const { container } = mount(frameOf(stack))
    const busy = () => container.querySelector('[data-conversation-frame]')?.getAttribute('aria-busy')
    await expect.poll(busy).toBe('true')
    await opened(container)
    expect(busy()).toBe('false')
  })

  it('can tell two frames and their buttons apart', async () => {
    const stack = await startStack()
    mount(frameOf(stack))
    mount(frameOf(stack, { title: 'Marcus Webb' }))
    await expect.element(page.getByRole('group', { name: 'Dana Levi' }).getByText(labels.reload)).toBeVisible()
    await expect.element(page.getByRole('group', { name: 'Marcus Webb' }).getByText(labels.reload)).toBeVisible()
  })
})

describe('the keyboard', () => {
  it('reaches reload, new tab and the conversation, in this order', async () => {
    const stack = await startStack()
    const { container } = mount(frameOf(stack))
    await opened(container)
    const stops: (string | undefined)[] = []
    for (let i = 0; i < 3; i++) {
      await userEvent.tab()
      const { activeElement } = document
      stops.push(activeElement instanceof HTMLElement ? (activeElement.dataset.part ?? activeElement.title) : undefined)
    }
    expect(stops).toEqual(['reload', 'new-tab', 'Dana Levi'])
  })

  it('retries after a failure, and keeps the focus', async () => {
    const stack = await startStack()
    const container = await broken(stack)
    reload().element().focus()
    await userEvent.keyboard('{Enter}')
    await opened(container)
    await expect.element(reload()).toHaveFocus()
  })

  it('keeps its place in the frame when the button goes with its screen', async () => {
    const stack = await startStack()
    const container = await broken(stack, false)
    reload().element().focus()
    await userEvent.keyboard('{Enter}')
    await opened(container)
    await expect.element(page.getByRole('group')).toHaveFocus()
    await userEvent.tab()
    expect(document.activeElement).toBe(container.querySelector('iframe'))
  })
})

describe('the focus', () => {
  it('is not stolen by a conversation that opens', async () => {
    const stack = await startStack()
    const field = <input key="search" aria-label="Search" />
    const view = mount([field])
    await expect.element(page.getByLabelText('Search')).toBeVisible()
    page.getByLabelText('Search').element().focus()
    view.render([field, <div key="frame">{frameOf(stack)}</div>])
    await opened(view.container)
    await settled()
    await expect.element(page.getByLabelText('Search')).toHaveFocus()
  })

  it('returns to the conversation after a reload', async () => {
    const stack = await startStack()
    const ref = createRef<ConversationFrameHandle>()
    const { container } = mount(frameOf(stack, { ref } as object))
    await opened(container)
    await settled()
    const former = ref.current?.element
    ref.current?.focus()
    expect(document.activeElement).toBe(former)
    ref.current?.reload()
    await expect.poll(() => ref.current?.element).not.toBe(former)
    await opened(container)
    expect(document.activeElement).toBe(ref.current?.element)
  })
})
