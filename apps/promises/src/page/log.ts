import type { ConversationFrameError } from '@conversation-frame/react'
import { leaks, look } from './watch.js'

/** Something that a frame told the host, or that went wrong in the page. */
export interface HostEvent {
  /** The frame, or `page`. */
  source: string
  type: 'status' | 'error' | 'navigate' | 'uncaught' | 'pageshow'
  detail: string
}

/** Everything so far, oldest first. */
export const events: HostEvent[] = []

export function log(source: string, type: HostEvent['type'], detail: string): void {
  events.push({ source, type, detail })
  // While links are on their way, not only when all is over.
  if (type === 'status') leaks()
}

/** By its code, once all that it holds was looked at, to its first cause. */
export function logError(source: string, error: ConversationFrameError): void {
  look('error', error)
  log(source, 'error', error.code)
}

const loads = new WeakMap<EventTarget, number>()

/** How often a document of another origin has loaded in an iframe. */
export function loadsOf(iframe: HTMLIFrameElement): number {
  return loads.get(iframe) ?? 0
}

/** From now on, nothing fails, loads or touches the history unseen. */
export function watchPage(): void {
  for (const name of ['pushState', 'replaceState'] as const)
    history[name] = () => log('page', 'uncaught', `history.${name} was called`)
  addEventListener('unhandledrejection', ({ reason }) => log('page', 'uncaught', String(reason)))
  addEventListener('error', ({ message }) => log('page', 'uncaught', message))
  // It does not bubble.
  document.addEventListener('load', ({ target }) => count(target), { capture: true })
  addEventListener('pageshow', ({ persisted }) => log('page', 'pageshow', persisted ? 'from bfcache' : 'anew'))
}

function count(target: EventTarget | null): void {
  if (target instanceof HTMLIFrameElement && target.contentDocument === null) loads.set(target, loadsOf(target) + 1)
}
