import type { ConversationFrameError } from '@conversation-frame/react'
import { leaks, look } from './watch.js'

/** An event that a frame reported to the host, or an error in the page. */
export interface HostEvent {
  /** The frame, or `page`. */
  source: string
  type: 'status' | 'error' | 'navigate' | 'uncaught' | 'pageshow'
  detail: string
}

/** All entries so far, oldest first. */
export const events: HostEvent[] = []

export function log(source: string, type: HostEvent['type'], detail: string): void {
  events.push({ source, type, detail })
  // Checked while links are in use, not only at the end.
  if (type === 'status') leaks()
}

/** Logs the error's code, after checking the error and its causes for secrets. */
export function logError(source: string, error: ConversationFrameError): void {
  look('error', error)
  log(source, 'error', error.code)
}

const loads = new WeakMap<EventTarget, number>()

/** How often a cross-origin document has loaded in an iframe. */
export function loadsOf(iframe: HTMLIFrameElement): number {
  return loads.get(iframe) ?? 0
}

/** From now on, logs errors, loads and uses of the history API. */
export function watchPage(): void {
  for (const name of ['pushState', 'replaceState'] as const)
    history[name] = () => log('page', 'uncaught', `history.${name} was called`)
  addEventListener('unhandledrejection', ({ reason }) => log('page', 'uncaught', String(reason)))
  addEventListener('error', ({ message }) => log('page', 'uncaught', message))
  // The load event does not bubble.
  document.addEventListener('load', ({ target }) => count(target), { capture: true })
  addEventListener('pageshow', ({ persisted }) => log('page', 'pageshow', persisted ? 'from bfcache' : 'new document'))
}

function count(target: EventTarget | null): void {
  if (target instanceof HTMLIFrameElement && target.contentDocument === null) loads.set(target, loadsOf(target) + 1)
}
