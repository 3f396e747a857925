import { checkLoginUrl } from '../link/checkLoginUrl.js'
import { createFrameFocus, type FrameFocus } from './createFrameFocus.js'
import { allowFor, createIframe } from './createIframe.js'
import type { FrameSettings } from './frameSettings.js'

/**
 * The iframes of one view.
 *
 * A link is opened by `location.replace` in an iframe without `src`, so that it is never in the DOM, adds no history entry and
 * is gone, not requested again, when the iframe is moved. Each link gets an iframe of its own: in a used one, Back would
 * lead to the link before.
 */
export interface FrameElement {
  /** The iframe that is shown, or will be. */
  current: () => HTMLIFrameElement | undefined
  readonly focus: FrameFocus
  /** Makes an empty iframe, and opens the host's `warmUrl` beside it. */
  prepare: () => void
  openLink: (url: string, origin: string) => void
  /** Opens a conversation's own address, which is no secret, in a second iframe. */
  openAddress: (url: string) => void
  /** Removes the iframe that the current one takes over from: a warmed one, or the one of the login. */
  dropFormer: () => void
  retitle: () => void
  /** Returns whether the iframe is alive in its new place: a browser without `moveBefore` would reset it. */
  moveTo: (place: Element) => boolean
  remove: () => void
}

/** @param onEvent a document of another origin has loaded, or the iframe was moved and lost its document */
export function createFrameElement(
  settings: () => FrameSettings,
  onEvent: (event: 'load' | 'reset') => void,
): FrameElement {
  let parent: Element | null = null
  let current: HTMLIFrameElement | undefined
  let former: HTMLIFrameElement | undefined
  /** The window that a link was opened in. A moved iframe has another one. */
  let opened: Window | null = null
  const focus = createFrameFocus(
    () => settings().returnFocus,
    () => parent,
    () => current,
  )

  function append(): HTMLIFrameElement {
    const iframe = createIframe(settings(), parent?.ownerDocument ?? document)
    focus.documentLoads()
    // React's onLoad misses the load of a moved iframe.
    iframe.addEventListener('load', () => {
      focus.documentLoads()
      if (iframe === current) loaded(iframe)
    })
    parent?.append(iframe)
    return iframe
  }

  function loaded(iframe: HTMLIFrameElement): void {
    if (iframe.hasAttribute('src') || iframe.contentWindow === opened) {
      if (!iframe.contentDocument) onEvent('load')
    } else if (opened) {
      opened = null
      onEvent('reset')
    }
  }

  function hideFormer(iframe: HTMLIFrameElement | undefined): void {
    former?.remove()
    former = iframe
    former?.style.setProperty('display', 'none')
  }

  return {
    current: () => current,
    focus,
    prepare() {
      if (current) return
      const warmUrl = checkedWarmUrl(settings())
      if (warmUrl) {
        hideFormer(append())
        former?.setAttribute('src', warmUrl)
      }
      current = append()
    },
    openLink(url, origin) {
      if (!current || opened || current.hasAttribute('src')) {
        const used = current
        opened = null
        current = append()
        used?.remove()
      }
      // Before the navigation: what is granted is decided then.
      current.allow = allowFor(origin, settings())
      opened = current.contentWindow
      opened?.location.replace(url)
    },
    openAddress(url) {
      hideFormer(current)
      current = append()
      current.allow = allowFor(new URL(url).origin, settings())
      current.src = url
    },
    dropFormer: () => hideFormer(undefined),
    retitle() {
      const { title } = settings()
      if (current && current.title !== title) current.title = title
    },
    moveTo(place) {
      parent = place
      if (!current || current.parentElement === place) return true
      try {
        place.moveBefore(current, null)
        return true
      } catch {
        return false
      }
    },
    remove() {
      hideFormer(undefined)
      current?.remove()
      current = undefined
      opened = null
    },
  }
}

/** Checked like a login link. A mistake in it costs the head start, and not the conversation. */
function checkedWarmUrl({ warmUrl, loginOrigins, sandbox }: FrameSettings): string | undefined {
  try {
    return warmUrl && checkLoginUrl(warmUrl, loginOrigins, sandbox).href
  } catch (error) {
    if (process.env.NODE_ENV !== 'production') console.warn(`<ConversationFrame> ignores its warmUrl. ${error}`)
    return undefined
  }
}
