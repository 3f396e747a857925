import type { FrameSettings } from '../frame/frameSettings.js'
import { checkLoginUrl } from '../link/checkLoginUrl.js'
import { createFrameFocus, type FrameFocus } from './createFrameFocus.js'
import { allowFor } from './createIframe.js'
import { createIframes, type Iframes } from './createIframes.js'

/** What a view shows of the vendor. */
export interface FrameElement extends Omit<Iframes, 'append' | 'parent' | 'setAside'> {
  readonly focus: FrameFocus
  /** Makes an empty iframe, and opens the host's `warmUrl` beside it. */
  prepare: () => void
  openLink: (url: string, origin: string) => void
  /** Opens a conversation's own address, which is not a secret, in a second iframe. */
  openAddress: (url: string) => void
}

/**
 * A link is opened by `location.replace` in an iframe without `src`, so that it is never in the DOM, adds no history entry and
 * is gone, not requested again, when the iframe is moved. Each link gets an iframe of its own: in a used one, Back would
 * lead to the link before.
 *
 * @param onEvent a document of another origin has loaded, or the iframe was moved and lost its document
 */
export function createFrameElement(
  settings: () => FrameSettings,
  onEvent: (event: 'load' | 'reset') => void,
): FrameElement {
  /** The window that a link was opened in. A moved iframe has another one. */
  let opened: Window | null = null
  const { parent, append, setAside, ...iframes } = createIframes(settings, loaded)
  const { current } = iframes
  const focus = createFrameFocus(() => settings().returnFocus, parent, current)

  function loaded(iframe: HTMLIFrameElement): void {
    focus.documentLoads()
    if (iframe !== current()) return
    if (iframe.hasAttribute('src') || iframe.contentWindow === opened) {
      if (!iframe.contentDocument) onEvent('load')
    } else if (opened) {
      opened = null
      onEvent('reset')
    }
  }

  function add(): HTMLIFrameElement {
    focus.documentLoads()
    return append()
  }

  return {
    ...iframes,
    focus,
    prepare() {
      if (current()) return
      const warmUrl = checkedWarmUrl(settings())
      if (warmUrl) {
        add().src = warmUrl
        setAside()
      }
      add()
    },
    openLink(url, origin) {
      const former = current()
      const isUsed = opened !== null || former?.hasAttribute('src')
      const iframe = !former || isUsed ? add() : former
      if (isUsed) former?.remove()
      // Before the navigation: what is granted is decided then.
      iframe.allow = allowFor(origin, settings())
      opened = iframe.contentWindow
      opened?.location.replace(url)
    },
    openAddress(url) {
      setAside()
      const iframe = add()
      iframe.allow = allowFor(new URL(url).origin, settings())
      iframe.src = url
    },
    remove() {
      iframes.remove()
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
