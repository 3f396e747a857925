import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { behind, contrast } from '../../testing/contrast.js'
import { buttonsAmid } from '../../testing/hostStyles.js'
import '../styles.css'

afterEach(() => document.documentElement.removeAttribute('style'))

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
    const buttons = await buttonsAmid(css)
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
