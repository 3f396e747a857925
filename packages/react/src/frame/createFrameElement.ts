import { checkLoginUrl } from '../link/checkLoginUrl.js'
import { activeElementBeside } from './activeElementBeside.js'
import { createFocusGuard } from './createFocusGuard.js'
import type { FrameSettings } from './frameSettings.js'

/**
 * Makes the iframes of one view by hand: React would render them on the server, and browsers restore old URLs into frames
 * that the parser makes.
 *
 * A link is opened by `location.replace` in a frame without `src`, so that it is never in the DOM, adds no history entry and
 * is gone, not requested again, when the frame is moved. Each link gets an iframe of its own: in a used one, Back would
 * lead to the link before.
 */
export function createFrameElement(settings: () => FrameSettings, tell: (event: 'load' | 'reset') => void) {
  let parent: Element | null = null
  let current: HTMLIFrameElement | undefined
  /** A warmed frame or that of the login, which `current` takes over from. */
  let former: HTMLIFrameElement | undefined
  /** The window that a link was opened in. A moved frame has another one. */
  let opened: Window | null = null
  let hadFocus = false
  const guard = createFocusGuard(
    () => settings().returnFocus,
    () => parent,
  )

  function create(): HTMLIFrameElement {
    const { title, sandbox, credentialless = false } = settings()
    const iframe = (parent?.ownerDocument ?? document).createElement('iframe')
    iframe.title = title
    iframe.setAttribute('sandbox', sandbox)
    iframe.toggleAttribute('credentialless', credentialless)
    Object.assign(iframe.style, { display: 'block', border: '0', width: '100%', height: '100%', visibility: 'hidden' })
    guard.loads()
    // React's onLoad misses the load of a moved frame.
    iframe.addEventListener('load', () => {
      guard.loads()
      if (iframe === current) loaded(iframe)
    })
    return iframe
  }

  function loaded(iframe: HTMLIFrameElement): void {
    const blank = iframe.contentDocument !== null
    if (iframe.hasAttribute('src')) {
      if (!blank) tell('load')
    } else if (opened && iframe.contentWindow !== opened) {
      opened = null
      tell('reset')
    } else if (opened && !blank) tell('load')
  }

  function insert(iframe: HTMLIFrameElement): void {
    current = iframe
    parent?.append(iframe)
  }

  function delegate(origin: string): string {
    return settings()
      .allow.split(';')
      .map((feature) => feature.trim())
      .filter(Boolean)
      .map((feature) => (/\s/.test(feature) ? feature : `${feature} ${origin}`))
      .join('; ')
  }

  return {
    element: () => current,

    handleFocus: guard.handle,

    focus(): void {
      guard.allow()
      current?.focus()
    },

    /** Makes an empty frame ready while the link is still asked for, and the browser's way to the vendor if the host can. */
    prepare(): void {
      if (current) return
      const warmUrl = checkedWarmUrl(settings())
      if (warmUrl) {
        former = create()
        former.style.display = 'none'
        former.src = warmUrl
        parent?.append(former)
      }
      insert(create())
    },

    openLink(url: string, origin: string): void {
      if (!current || opened || current.hasAttribute('src')) {
        const used = current
        opened = null
        insert(create())
        used?.remove()
      }
      if (!current) return
      // Before the navigation: what is delegated is decided then.
      current.allow = delegate(origin)
      opened = current.contentWindow
      opened?.location.replace(url)
    },

    /** Opens a conversation's own address, which is no secret, in a second frame. */
    openConversation(url: string): void {
      this.dropFormer()
      former = current
      former?.style.setProperty('display', 'none')
      const iframe = create()
      iframe.allow = delegate(new URL(url).origin)
      iframe.src = url
      insert(iframe)
    },

    dropFormer(): void {
      former?.remove()
      former = undefined
    },

    /** A hidden frame loses the focus, and gets it back unless the person has gone elsewhere. */
    show(visible: boolean): void {
      if (!current) return
      if (activeElementBeside(current) === current) hadFocus = !visible
      current.style.visibility = visible ? '' : 'hidden'
      if (visible && hadFocus) {
        hadFocus = false
        const { activeElement, body } = current.ownerDocument
        if (activeElement === body) this.focus()
      }
    },

    retitle(): void {
      if (current && current.title !== settings().title) current.title = settings().title
    },

    /** Whether the frame is alive in its new place: a browser without `moveBefore` would reset it. */
    moveTo(place: Element): boolean {
      parent = place
      if (!current || current.parentElement === place) return true
      try {
        place.moveBefore(current, null)
        return true
      } catch {
        return false
      }
    },

    remove(): void {
      this.dropFormer()
      current?.remove()
      current = undefined
      opened = null
    },
  }
}

/** Under the rules of a login link. A mistake in it costs the head start, and not the conversation. */
function checkedWarmUrl({ warmUrl, loginOrigins, sandbox }: FrameSettings): string | undefined {
  try {
    return warmUrl && checkLoginUrl(warmUrl, loginOrigins, sandbox).href
  } catch (error) {
    if (process.env.NODE_ENV !== 'production') console.warn(`<ConversationFrame> ignores its warmUrl. ${error}`)
    return undefined
  }
}
