import type { Page } from '@conversation-frame/browsers'

/** How a page says that it is dark, and whether the frame then is. The browser prefers dark. */
export const schemes = {
  'nothing, on a system that prefers dark': { dark: false },
  'a media query': { dark: true, css: '@media (prefers-color-scheme: dark) { :root { color-scheme: dark } }' },
  'light dark on :root': { dark: true, css: ':root { color-scheme: light dark }' },
  'a rule for :root': { dark: true, css: ':root { color-scheme: dark }' },
  'a rule for an element around it': { dark: true, css: '#root, body { color-scheme: dark }' },
  'an inline style on <html>': { dark: true, inline: 'dark' },
  'an inline style on <html> against a rule': { dark: false, css: ':root { color-scheme: dark }', inline: 'light' },
} satisfies Record<string, Scheme>

export interface Scheme {
  dark: boolean
  css?: string
  inline?: string
}

/** Every computed colour of the frames, by element. */
export type Colours = Record<string, string>

/** The colours by the page's own stylesheets, or by `source` in their place. */
export function readColours(page: Page, { css = '', inline = '' }: Scheme, source?: string): Promise<Colours> {
  return page.evaluate(
    ({ css, inline, source }) => {
      const built = [...document.styleSheets]
      for (const sheet of built) sheet.disabled = source !== undefined
      const style = document.createElement('style')
      style.textContent = `${source ?? ''}\n${css}`
      document.head.append(style)
      document.documentElement.style.colorScheme = inline
      const colours: Record<string, string> = {}
      for (const [index, element] of document.querySelectorAll('[data-conversation-frame], [data-part]').entries()) {
        for (const pseudo of ['', '::before']) {
          const { color, backgroundColor, borderTopColor, borderBottomColor } = getComputedStyle(element, pseudo)
          const name = `${index} ${element.getAttribute('data-part') ?? element.id}${pseudo}`
          colours[name] = [color, backgroundColor, borderTopColor, borderBottomColor].join(' | ')
        }
      }
      for (const sheet of built) sheet.disabled = false
      style.remove()
      document.documentElement.removeAttribute('style')
      return colours
    },
    { css, inline, source },
  )
}
