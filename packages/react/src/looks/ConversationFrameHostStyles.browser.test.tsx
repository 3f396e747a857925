import { describe, expect, it, onTestFinished } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { buttonsAmid, forbidden } from '../../testing/hostStyles.js'
import { mount } from '../../testing/mount.js'
import { ConversationFrame } from '../ConversationFrame.js'
import { english } from '../locales/labels.js'
import '../styles.css'

describe('a rule of the host for', () => {
  const colors = '{ color: rgb(1, 2, 3); background: rgb(4, 5, 6) }'

  it.each([
    ['.desk [data-part="reload"]', 'button'],
    ['[data-conversation-frame] [data-part="reload"]', 'button'],
    ['button[data-part="reload"][type]', 'button'],
    ['#desk button', 'button'],
    ['.desk', 'root'],
    ['[data-conversation-frame]', 'root'],
    ['[data-part="card"]', 'card'],
    ['[data-part="message"]', 'message'],
    ['.desk div', 'message'],
  ])('%s wins', async (selector, name) => {
    const [button] = await buttonsAmid(`${selector} ${colors}`)
    document.body.id = 'desk'
    onTestFinished(() => document.body.removeAttribute('id'))
    const root = button?.closest('[data-conversation-frame]')
    const card = root?.querySelector('[data-part=card]')
    const element = { button, root, card, message: card?.querySelector('[data-part=message]') }[name]
    const { color, backgroundColor } = getComputedStyle(element as Element)
    expect([color, backgroundColor]).toEqual(['rgb(1, 2, 3)', 'rgb(4, 5, 6)'])
  })

  it('a button under the mouse wins', async () => {
    const [button] = await buttonsAmid(`[data-part="reload"]:hover ${colors}`)
    await userEvent.hover(button as Element)
    expect(getComputedStyle(button as Element).backgroundColor).toBe('rgb(4, 5, 6)')
  })

  it('a bare button in a class loses', async () => {
    const [button] = await buttonsAmid(`.desk button ${colors}`)
    expect(getComputedStyle(button as Element).backgroundColor).toBe('rgb(36, 87, 197)')
  })

  it('every element leaves a button its padding and border', async () => {
    const [, button] = await buttonsAmid('*, button { padding: 0; border: 0; border-radius: 0 }')
    const { paddingLeft, borderTopWidth, borderRadius } = getComputedStyle(button as Element)
    expect([paddingLeft, borderTopWidth, borderRadius]).toEqual(['14px', '1px', '0px'])
  })

  it('one data-part wins for everything but the colours', async () => {
    const [button] = await buttonsAmid('[data-part="reload"] { border-radius: 3px; color: red; background: red }')
    const { borderRadius, color, backgroundColor } = getComputedStyle(button as Element)
    expect([borderRadius, color, backgroundColor]).toEqual(['3px', 'rgb(255, 255, 255)', 'rgb(36, 87, 197)'])
  })
})

it("shows a notice beside a host's own screen", async () => {
  const { open } = window
  window.open = () => null
  onTestFinished(() => {
    window.open = open
  })
  mount(
    <ConversationFrame
      conversationId={165}
      email="dana@example.com"
      title="Dana Levi"
      endpoint={forbidden}
      errorFallback={() => <p>Not this time.</p>}
      onError={() => {}}
    />,
  )
  await page.getByRole('button', { name: english.labels.openInNewTab }).click()
  const notice = page.getByText(english.labels.errors.popup_blocked)
  await expect.poll(() => getComputedStyle(notice.element()).opacity).toBe('1')
})
