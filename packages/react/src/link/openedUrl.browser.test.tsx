import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { page } from 'vitest/browser'
import { frameOf, opened, redeemed, type Stack, statuses } from '../../testing/frameOf.js'
import { heldEndpoint } from '../../testing/heldEndpoint.js'
import { mount } from '../../testing/mount.js'
import { startStack } from '../../testing/startStack.js'
import { ConversationFrameProvider } from '../ConversationFrameProvider.js'
import { ConversationLink } from '../ConversationLink.js'

/** Texts that name the vendor's host for `new URL(text)`, and a path of this page where the page is the base. */
const ambiguous = [
  ['without a slash', (stack: Stack) => `http:${hostOf(stack)}/../warm`],
  ['with one slash', (stack: Stack) => `http:/${hostOf(stack)}/../warm`],
  ['with one backslash', (stack: Stack) => `http:\\${hostOf(stack)}/../warm`],
] as const

const hostOf = ({ loginOrigin }: Stack) => new URL(loginOrigin).host

/** The addresses of the documents of this page's own origin that its frames show. */
function ownDocuments(container: Element) {
  return [...container.querySelectorAll('iframe')]
    .map(({ contentDocument }) => contentDocument?.URL)
    .filter((url) => url !== undefined && url !== 'about:blank')
}

describe.each(ambiguous)('an address %s', (_, addressOf) => {
  it('is not accepted as a link: the frame fails, and shows no page of the host', async () => {
    const stack = await startStack()
    const onError = vi.fn()
    const endpoint = async () => ({ url: addressOf(stack), expiresInSeconds: 300 })
    const { container } = mount(frameOf(stack, { endpoint, onError }))
    await expect.poll(() => statuses(container)).toEqual(['failed'])
    expect(onError.mock.calls).toEqual([[expect.objectContaining({ code: 'origin_not_allowed' })]])
    expect(ownDocuments(container)).toEqual([])
  })

  it('is not accepted as a link: the new tab is closed', async () => {
    const stack = await startStack()
    const onError = vi.fn()
    const open = vi.spyOn(window, 'open')
    onTestFinished(() => open.mockRestore())
    const endpoint = async () => ({ url: addressOf(stack), expiresInSeconds: 300 })
    mount(
      <ConversationLink
        endpoint={endpoint}
        loginOrigins={[stack.loginOrigin]}
        conversationId={165}
        phoneNumber="972501234567"
        onError={onError}
      >
        In a new tab
      </ConversationLink>,
    )
    await page.getByRole('button', { name: 'In a new tab' }).click()
    await expect.poll(() => onError.mock.calls.flat()).toMatchObject([{ code: 'origin_not_allowed' }])
    expect(open.mock.results[0]?.value).toMatchObject({ closed: true })
  })

  it('is not accepted as a conversationUrl: the login frame stays', async () => {
    const stack = await startStack()
    const { container } = mount(
      <ConversationFrameProvider conversationUrl={() => addressOf(stack)}>{frameOf(stack)}</ConversationFrameProvider>,
    )
    await opened(container)
    await redeemed(stack)
    expect(container.querySelector('iframe')?.getAttribute('src')).toBeNull()
    expect(ownDocuments(container)).toEqual([])
  })

  it('is not accepted as a warmUrl: the conversation opens without one, and the console says why', async () => {
    const stack = await startStack()
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    onTestFinished(() => warn.mockRestore())
    const frames = vi.spyOn(HTMLIFrameElement.prototype, 'src', 'set')
    onTestFinished(() => frames.mockRestore())
    const { endpoint, answer } = heldEndpoint(stack)
    const { container } = mount(frameOf(stack, { endpoint, warmUrl: addressOf(stack) }))
    await expect.poll(() => warn.mock.calls).toEqual([[expect.stringContaining('ignores its warmUrl')]])
    answer()
    await opened(container)
    await redeemed(stack)
    expect(frames).not.toHaveBeenCalled()
  })
})

it.each(['javascript:parent.warmed = true', 'https://evil.example/warm', '/warm'])(
  'opens no warmUrl that is not on a login origin: %s',
  async (warmUrl) => {
    const stack = await startStack()
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    onTestFinished(() => warn.mockRestore())
    const frames = vi.spyOn(HTMLIFrameElement.prototype, 'src', 'set')
    onTestFinished(() => frames.mockRestore())
    const { container } = mount(frameOf(stack, { warmUrl }))
    await opened(container)
    expect(frames).not.toHaveBeenCalled()
    expect(window).not.toHaveProperty('warmed')
  },
)
