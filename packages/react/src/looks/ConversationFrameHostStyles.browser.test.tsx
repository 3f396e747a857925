import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { behind, contrast } from '../../testing/contrast.js'
import { mount } from '../../testing/mount.js'
import { ConversationFrame } from '../ConversationFrame.js'
import { ConversationFrameError } from '../ConversationFrameError.js'
import { english } from '../locales/labels.js'
import '../styles.css'

afterEach(() => document.documentElement.removeAttribute('style'))

async function forbidden(): Promise<never> {
  throw new ConversationFrameError('forbidden', 'for this test')
}

/** A failed frame with its card and one with its toolbar, on a page with rules of its own that come last. */
async function frames(css: string) {
  const style = document.createElement('style')
  style.textContent = css
  document.head.append(style)
  onTestFinished(() => style.remove())
  const dana = { className: 'desk', conversationId: 165, email: 'dana@example.com', onError() {} }
  const { container } = mount(
    <>
      <ConversationFrame {...dana} title="Failed" endpoint={forbidden} />
      <ConversationFrame {...dana} title="Loading" endpoint={() => new Promise(() => {})} />
    </>,
  )
  await expect.poll(() => container.querySelector('[data-part=card]')).not.toBeNull()
  await userEvent.hover(document.body, { position: { x: 0, y: 0 } })
  return [...container.querySelectorAll<HTMLElement>('[data-part=card] button, [data-part=toolbar] button')]
}

/** Of what is painted: the text's own fill, and what the element's opacity leaves of it. */
function readable(element: Element): number {
  const { webkitTextFillColor, backgroundImage, opacity, filter } = getComputedStyle(element)
  if (backgroundImage !== 'none' || opacity !== '1' || filter !== 'none') return 0
  return contrast(webkitTextFillColor, behind(element, 'rgb(255, 255, 255)'))
}

/** Rules that name no class, no `data-part` and no id, from weak to strong. */
const bare = {
  'an element': 'button { color: #f9f9f9; background: #f9f9f9 }',
  'only the background of an element': 'button { background-color: #f9f9f9 }',
  'only the text of an element': 'button { color: inherit }',
  'an image': 'button { background: linear-gradient(#fff, #eee) }',
  'the fill of a text': 'button { -webkit-text-fill-color: #fff }',
  'an element in an element': 'html body div button { color: #999; background: #999 }',
  'an attribute': '[type="button"] { color: #999; background-color: transparent }',
  'an attribute of an element': 'html [type="button"], button[type="button"] { color: #999; background: #999 }',
  'a pseudo-class': 'button:hover, button:focus, button:enabled { color: #999; background: #999; opacity: 0.4 }',
  everything: '* { color: #999; background: none }',
  'a message': 'div, body p { color: #999 }',
}

describe.each(['light', 'dark'])('on a %s page with a rule for', (colorScheme) => {
  it.each(Object.entries(bare))('%s, every text has a contrast of at least 4.5', async (_, css) => {
    document.documentElement.style.colorScheme = colorScheme
    const buttons = await frames(css)
    expect(buttons).toHaveLength(4)
    for (const button of buttons) {
      expect(readable(button), 'at rest').toBeGreaterThanOrEqual(4.5)
      await userEvent.hover(button)
      expect(button.matches(':hover')).toBe(true)
      expect(readable(button), 'under the mouse').toBeGreaterThanOrEqual(4.5)
      button.focus()
      expect(readable(button), 'in focus').toBeGreaterThanOrEqual(4.5)
      await userEvent.unhover(button)
    }
    for (const message of page.getByRole('status').elements()) expect(readable(message)).toBeGreaterThanOrEqual(4.5)
  })
})

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
    const [button] = await frames(`${selector} ${colors}`)
    document.body.id = 'desk'
    onTestFinished(() => document.body.removeAttribute('id'))
    const root = button?.closest('[data-conversation-frame]')
    const card = root?.querySelector('[data-part=card]')
    const element = { button, root, card, message: card?.querySelector('[data-part=message]') }[name]
    const { color, backgroundColor } = getComputedStyle(element as Element)
    expect([color, backgroundColor]).toEqual(['rgb(1, 2, 3)', 'rgb(4, 5, 6)'])
  })

  it('a button under the mouse wins', async () => {
    const [button] = await frames(`[data-part="reload"]:hover ${colors}`)
    await userEvent.hover(button as Element)
    expect(getComputedStyle(button as Element).backgroundColor).toBe('rgb(4, 5, 6)')
  })

  it('a bare button in a class loses', async () => {
    const [button] = await frames(`.desk button ${colors}`)
    expect(getComputedStyle(button as Element).backgroundColor).toBe('rgb(36, 87, 197)')
  })

  it('every element leaves a button its padding and border', async () => {
    const [, button] = await frames('*, button { padding: 0; border: 0; border-radius: 0 }')
    const { paddingLeft, borderTopWidth, borderRadius } = getComputedStyle(button as Element)
    expect([paddingLeft, borderTopWidth, borderRadius]).toEqual(['14px', '1px', '0px'])
  })

  it('one data-part wins for everything but the colours', async () => {
    const [button] = await frames('[data-part="reload"] { border-radius: 3px; color: red; background: red }')
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
