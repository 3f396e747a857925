/** What to pretend in a document. */
export interface Pretence {
  /** Increases with each change. Init scripts of several changes may run in any order; the newest wins. */
  revision: number
  /** Omitted: the real state. */
  hidden?: boolean
  offline?: boolean
}

/** Runs in the page, at its start and on every change: overrides what the document sees, and fires the real events. */
export function pretend(next: Pretence): void {
  if (window.top !== window) return
  const key = Symbol.for('conversation-frame.browsers.pretence')
  const scope = window as unknown as Record<symbol, Pretence | undefined>
  if ((scope[key]?.revision ?? 0) >= next.revision) return
  Object.defineProperty(window, key, { value: next, configurable: true })

  const override = (object: object, property: string, value: unknown) =>
    Object.defineProperty(object, property, { get: () => value, configurable: true })
  if (next.hidden !== undefined) {
    const isNews = next.hidden !== document.hidden
    override(document, 'hidden', next.hidden)
    override(document, 'visibilityState', next.hidden ? 'hidden' : 'visible')
    if (isNews) document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }
  if (next.offline !== undefined) {
    const isNews = next.offline === navigator.onLine
    override(navigator, 'onLine', !next.offline)
    if (isNews) window.dispatchEvent(new Event(next.offline ? 'offline' : 'online'))
  }
}
