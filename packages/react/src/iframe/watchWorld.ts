import type { ClientErrorCode } from '../ConversationFrameError.js'
import { guardedEvents } from './createFocusGuard.js'
import { watchEmbedderReports } from './watchEmbedderReports.js'

export interface WorldListener {
  /** The network or the tab came or went. */
  changed: () => void
  /** The container came near the viewport, or left it. */
  seen: (near: boolean) => void
  /** The page's own policy blocked a frame of that address. Without a code, the browser only reported it. */
  blocked: (uri: string, code?: ClientErrorCode) => void
  message: (event: MessageEvent<unknown>) => void
  /** Where the focus is in the page, and what is typed. */
  focus: (event: Event) => void
}

/** How near to the viewport a lazy frame is loaded. */
const nearby = { rootMargin: '200px' }

/**
 * Listens to all that a frame's fate hangs on outside itself, until the returned function is called. The container's own
 * window counts: in a pop-out, messages arrive there, and the window whose script runs may be hidden.
 */
export function watchWorld(container: HTMLElement, listener: WorldListener): () => void {
  const { ownerDocument: document } = container
  const window = document.defaultView
  // A window that was closed leaves its document behind.
  if (!window) return () => {}
  const watching = new AbortController()
  const { signal } = watching
  window.addEventListener('online', listener.changed, { signal })
  window.addEventListener('offline', listener.changed, { signal })
  document.addEventListener('visibilitychange', listener.changed, { signal })
  window.addEventListener('message', listener.message, { signal })
  for (const type of guardedEvents) window.addEventListener(type, listener.focus, { signal, capture: true })
  document.addEventListener(
    'securitypolicyviolation',
    ({ disposition, effectiveDirective, blockedURI }) => {
      if (disposition === 'enforce' && /^(frame|child|default)-src/.test(effectiveDirective))
        listener.blocked(blockedURI, 'blocked_by_csp')
    },
    { signal },
  )
  watchEmbedderReports(window, listener.blocked, signal)
  const watch = (observer: ResizeObserver | IntersectionObserver) => {
    observer.observe(container)
    signal.addEventListener('abort', () => observer.disconnect())
  }
  if ('IntersectionObserver' in window) {
    watch(new window.IntersectionObserver((entries) => listener.seen(entries.at(-1)?.isIntersecting === true), nearby))
    // Notices a change from hidden to rendered, and back, wherever that is in the page and even for a box without a size:
    // what is hidden does not intersect its own parent.
    watch(new window.IntersectionObserver(listener.changed, { root: container.parentElement }))
  }
  // The same for a container that is positioned outside its parent, which that observer never sees.
  if ('ResizeObserver' in window) watch(new window.ResizeObserver(listener.changed))
  return () => watching.abort()
}
