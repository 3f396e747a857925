import type { ClientErrorCode } from '../ConversationFrameError.js'
import { guardedEvents } from './createFocusGuard.js'
import { watchEmbedderReports } from './watchEmbedderReports.js'

export interface WorldListener {
  /** The network, the tab's visibility or the container's place has changed. */
  changed: () => void
  /** The container came near the viewport, or left it. */
  seen: (near: boolean) => void
  /** The page's own policy blocked a frame with that URL. Without a code, the browser only reported it. */
  blocked: (uri: string, code?: ClientErrorCode) => void
  message: (event: MessageEvent<unknown>) => void
  /** The focus has moved in the page, or a key was pressed. */
  focus: (event: Event) => void
}

/** How near to the viewport a lazy frame loads. */
const nearby = { rootMargin: '200px' }

/**
 * Listens to everything outside a frame that it depends on, until the returned function is called. It listens to the
 * container's own window: in a pop-out, messages arrive there, and the window whose script runs may be hidden.
 */
export function watchWorld(container: HTMLElement, listener: WorldListener): () => void {
  const { ownerDocument: document } = container
  const window = document.defaultView
  // The document of a closed window has none.
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
    // Detects that the container becomes hidden or rendered, anywhere in the page and even without a size: a hidden element
    // does not intersect its parent.
    watch(new window.IntersectionObserver(listener.changed, { root: container.parentElement }))
  }
  // The same for a container that is positioned outside its parent, which that observer misses.
  if ('ResizeObserver' in window) watch(new window.ResizeObserver(listener.changed))
  return () => watching.abort()
}
