import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ConversationFrame } from './ConversationFrame.js'
import { english } from './locales/labels.js'
import stylesheet from './styles.css?raw'

const { loading, reload, openInNewTab } = english.labels

/** A page of a host that renders on a server, and allows no inline style. The stylesheet, if any, is its own. */
async function serve(html: string, css: string | undefined) {
  const frame = document.createElement('iframe')
  frame.style.cssText = 'width: 700px; height: 500px'
  frame.srcdoc = `<!doctype html><html lang="en"><meta http-equiv="Content-Security-Policy" content="style-src 'self'"><title>A page</title><div id="root">${html}</div>`
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  document.body.append(frame)
  onTestFinished(() => frame.remove())
  await loaded
  const { contentDocument: page, contentWindow } = frame as { contentDocument: Document; contentWindow: Window }
  const violations: string[] = []
  page.addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective))
  if (css !== undefined) {
    const { CSSStyleSheet } = contentWindow as Window & typeof globalThis
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    page.adoptedStyleSheets = [sheet]
  }
  return { root: page.querySelector('#root') as HTMLElement, page, violations }
}

/** The texts that a person sees. */
function seen(root: HTMLElement) {
  const texts: string[] = []
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode as Text
    if (data.trim() && parentElement && isSeen(parentElement)) texts.push(data)
  }
  return texts
}

function isSeen(element: HTMLElement): boolean {
  const clipped = [element, element.parentElement].some((each) => each && getComputedStyle(each).clipPath !== 'none')
  return !clipped && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
}

describe.each([
  ['with the stylesheet', stylesheet],
  ['without the stylesheet', undefined],
])("server HTML under style-src 'self', %s", (_, css) => {
  it.each([
    ['a toolbar', true, [reload, openInNewTab, 'One moment…']],
    ['no toolbar', false, ['One moment…']],
  ])("shows the host's own fallback alone, beside %s, before and after it is hydrated", async (_, toolbar, words) => {
    const node = (
      <StrictMode>
        <ConversationFrame
          endpoint={() => new Promise(() => {})}
          conversationId={165}
          email="dana@example.com"
          title="Dana Levi"
          toolbar={toolbar}
          fallback={<b>One moment…</b>}
        />
      </StrictMode>
    )
    const { root, violations } = await serve(renderToString(node), css)
    expect(seen(root)).toEqual(words)
    const message = root.querySelector('[role=status]')

    const errors: unknown[] = []
    const hydrated = hydrateRoot(root, node, { onRecoverableError: (error) => errors.push(error) })
    onTestFinished(() => hydrated.unmount())
    await expect.poll(() => message?.textContent).toBe(loading)
    expect(seen(root)).toEqual(words)
    expect(root.querySelector('[role=status]')).toBe(message)
    expect(errors).toEqual([])
    expect(violations).toEqual([])
  })
})
