import { createRef } from 'react'
import { createPortal } from 'react-dom'
import { describe, expect, inject, it, onTestFinished, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { frameOf, opened, type Stack } from '../../testing/frameOf.js'
import { mount } from '../../testing/mount.js'
import { startStack } from '../../testing/startStack.js'
import { warpTime } from '../../testing/warpTime.js'
import type { ConversationFrameHandle, ConversationFrameProps } from '../ConversationFrame.js'
import { activeElementBeside } from './activeElementBeside.js'

/** A page of another origin that takes the focus when a message says so. */
const url = `${inject('stacksUrl')}/echo`

const selectors = { input: 'input', textarea: 'textarea', contenteditable: '[contenteditable]' }

const fields = (
  <>
    <input />
    <textarea />
    <div contentEditable suppressContentEditableWarning />
  </>
)

/** Does what takes the focus out of the page, and returns when the page has reacted to it. */
async function leavePage(action: () => unknown) {
  const left = new Promise((resolve) => window.addEventListener('blur', resolve, { once: true }))
  await action()
  await left
  await new Promise((resolve) => setTimeout(resolve))
}

async function openThief(props: Partial<ConversationFrameProps> = {}, place?: ShadowRoot) {
  const ref = createRef<ConversationFrameHandle>()
  const onMessage = vi.fn<(event: MessageEvent<unknown>) => void>()
  const options = {
    endpoint: async () => ({ url: `${url}?${crypto.randomUUID()}`, expiresInSeconds: 300 }),
    loginOrigins: [new URL(url).origin],
    settleTime: 0,
    ref,
    onMessage,
    ...props,
  }
  const page = [<div key="fields">{fields}</div>, <div key="frame">{frameOf({} as Stack, options as object)}</div>]
  const { container } = mount(place ? createPortal(page, place) : page)
  const within = place ?? container
  await opened(within as Element)
  const heard = () => onMessage.mock.calls.map(([{ data }]) => data)
  await expect.poll(heard).toEqual(['here'])
  const field = (selector = 'input') => {
    const found = within.querySelector<HTMLElement>(selector)
    if (!found) throw new Error(`There is no ${selector}.`)
    return found
  }
  return {
    ref,
    field,
    heard,
    active: () => activeElementBeside(field()),
    /** Returns when the page has had the focus, and the host has noticed it. */
    takeFocus: () => leavePage(() => ref.current?.postMessage('take the focus')),
  }
}

describe('a page in the frame that takes the focus', () => {
  it.each(Object.entries(selectors))(
    'gives it back to a field that is typed into, with its selection: %s',
    async (_, selector) => {
      const { field, takeFocus } = await openThief()
      field(selector).focus()
      await userEvent.keyboard('Lei{ArrowLeft}')
      await takeFocus()
      await userEvent.keyboard('v')
      const { value, textContent } = field(selector) as HTMLInputElement
      expect(value ?? textContent).toBe('Levi')
    },
  )

  it('gives it back in a shadow root', async () => {
    const host = document.body.appendChild(document.createElement('div'))
    onTestFinished(() => host.remove())
    const { field, takeFocus, active } = await openThief({}, host.attachShadow({ mode: 'open' }))
    field().focus()
    await userEvent.keyboard('a')
    await takeFocus()
    expect(active()).toBe(field())
  })

  it('keeps it when nothing was typed', async () => {
    const { field, takeFocus, active, ref } = await openThief()
    field().focus()
    await takeFocus()
    expect(active()).toBe(ref.current?.element)
  })

  it('keeps it the second time, and gives it back again after the next load', async () => {
    const time = warpTime()
    const { field, takeFocus, active, ref, heard } = await openThief()
    field().focus()
    await userEvent.keyboard('a')
    await takeFocus()
    expect(active()).toBe(field())
    await userEvent.keyboard('b')
    await takeFocus()
    expect(active()).toBe(ref.current?.element)
    time.advance(1_600)
    ref.current?.reload()
    await expect.poll(() => heard().filter((message) => message === 'here').length).toBe(2)
    field().focus()
    await userEvent.keyboard('c')
    await takeFocus()
    expect(active()).toBe(field())
  })

  it('keeps it where returnFocus is off', async () => {
    const { field, takeFocus, active, ref } = await openThief({ returnFocus: false })
    field().focus()
    await userEvent.keyboard('a')
    await takeFocus()
    expect(active()).toBe(ref.current?.element)
  })
})

it('lets the next 40 keys go to the field that is typed into, when a conversation loads and focuses its reply field', async () => {
  const stack = await startStack({ autofocus: true })
  const blurred = vi.fn()
  window.addEventListener('blur', blurred)
  onTestFinished(() => window.removeEventListener('blur', blurred))
  const page = [<input key="field" />, <div key="frame">{frameOf(stack)}</div>]
  const { container } = mount(page)
  await expect.poll(() => container.querySelector('input')).not.toBeNull()
  const field = container.querySelector('input')
  field?.focus()
  let typed = ''
  const type = async () => {
    typed += typed.length % 10
    await userEvent.keyboard(typed.slice(-1))
  }
  while (blurred.mock.calls.length === 0) await type()
  // A key that is pressed in the moment in which the focus is away goes to the frame.
  const before = typed.length
  while (typed.length < before + 40) await type()
  expect(field?.value.slice(-40)).toBe(typed.slice(-40))
})

describe('a person who has just typed into a field', () => {
  it('goes into the frame by the Tab key', async () => {
    const { field, active, ref } = await openThief({ toolbar: false })
    field('[contenteditable]').focus()
    await leavePage(() => userEvent.keyboard('a{Tab}'))
    expect(active()).toBe(ref.current?.element)
  })

  it('is taken into the frame by the host', async () => {
    const { field, active, ref } = await openThief()
    field().focus()
    await userEvent.keyboard('a')
    await leavePage(() => ref.current?.focus())
    expect(active()).toBe(ref.current?.element)
  })
})
