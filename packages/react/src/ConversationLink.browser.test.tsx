import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { Stack } from '../testing/frameOf.js'
import { mount } from '../testing/mount.js'
import { startStack } from '../testing/startStack.js'
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
  it('costs no link, and is told to the host', async () => {
    const stack = await startStack()
    blockPopups()
    const onError = vi.fn()
    mount(linkOf(stack, { onError }))
    await click()
    await expect.poll(() => onError.mock.calls).toEqual([[expect.objectContaining({ code: 'popup_blocked' })]])
    expect(await stack.ledger()).toMatchObject({ minted: 0 })
  })

  it('is a warning in development where nobody listens', async () => {
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
