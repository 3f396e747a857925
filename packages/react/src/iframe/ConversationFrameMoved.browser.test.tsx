import { type ReactNode, useState } from 'react'
import { createPortal } from 'react-dom'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { page } from 'vitest/browser'
import { frameOf, opened, override, redeemed, settled } from '../../testing/frameOf.js'
import { mount } from '../../testing/mount.js'
import { startStack } from '../../testing/startStack.js'
import { ConversationFrameProvider } from '../ConversationFrameProvider.js'

/** More than the budget of three. */
const moves = [1, 2, 3, 4, 5]

/** A dock as layout libraries build it: the panel of a tab is taken out of the page by hand, and put back. */
function createDock() {
  const panel = document.createElement('div')
  const dock = document.createElement('div')
  dock.append(panel)
  document.body.append(dock)
  onTestFinished(() => dock.remove())
  const other = () => panel.remove()
  const conversation = () => dock.append(panel)
  return { panel, other, conversation }
}

function Tabs({ dock, children }: { dock: ReturnType<typeof createDock>; children: ReactNode }) {
  return (
    <>
      <button type="button" onClick={dock.other}>
        Other tab
      </button>
      <button type="button" onClick={dock.conversation}>
        Conversation tab
      </button>
      {createPortal(children, dock.panel)}
    </>
  )
}

function ReversibleList({ a, b }: { a: ReactNode; b: ReactNode }) {
  const [isReversed, setReversed] = useState(false)
  const rows = [<section key="a">{a}</section>, <section key="b">{b}</section>]
  return (
    <>
      <button type="button" onClick={() => setReversed(!isReversed)}>
        Reverse
      </button>
      <div>{isReversed ? rows.reverse() : rows}</div>
    </>
  )
}

const click = (name: string) => page.getByRole('button', { name }).click()

describe('a frame that a person moves, more often than the budget allows', () => {
  it.each([0, 2])('out of the page and back, in a tab of a dock: keepAlive %i', async (keepAlive) => {
    const stack = await startStack()
    const dock = createDock()
    mount(
      <ConversationFrameProvider keepAlive={keepAlive}>
        <Tabs dock={dock}>{frameOf(stack)}</Tabs>
      </ConversationFrameProvider>,
    )
    await opened(dock.panel)
    await redeemed(stack)
    for (const move of moves) {
      await click('Other tab')
      await click('Conversation tab')
      await redeemed(stack, move + 1)
      await opened(dock.panel)
    }
  })

  it('in a keyed list gets a fresh link each time', async () => {
    const stack = await startStack()
    const { container } = mount(<ReversibleList a={frameOf(stack)} b={frameOf(stack)} />)
    await opened(container, 2)
    await redeemed(stack, 2)
    for (const move of moves) {
      await click('Reverse')
      await redeemed(stack, move + 2)
      await opened(container, 2)
    }
  })
})

describe('a frame that is moved while no person is active', () => {
  it('gets the links of the budget and no more, and its error says that it was moved', async () => {
    override(navigator, 'userActivation', { isActive: false, hasBeenActive: true })
    const stack = await startStack()
    const onError = vi.fn()
    const { container } = mount(<section>{frameOf(stack, { onError })}</section>)
    await opened(container)
    await redeemed(stack)
    for (const move of [1, 2, 3]) {
      container.append(container.firstElementChild as Element)
      await redeemed(stack, move + 1)
      await opened(container)
    }
    container.append(container.firstElementChild as Element)
    await expect
      .poll(() => onError.mock.calls[0]?.[0])
      .toMatchObject({
        code: 'budget_exhausted',
        message: expect.stringContaining('after the frame was moved'),
      })
    await settled()
    await redeemed(stack, 4)
  })
})
