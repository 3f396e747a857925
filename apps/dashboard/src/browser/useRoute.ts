import { useSyncExternalStore } from 'react'

/** Where the person is. */
export type Route =
  | { page: 'conversations' }
  | { page: 'conversation'; contactId: number }
  | { page: 'operations' }
  | { page: 'settings' }
  | { page: 'nowhere' }

/** The address of a route. */
export function pathOf(route: Route): string {
  switch (route.page) {
    case 'conversation':
      return `/contacts/${route.contactId}`
    case 'operations':
    case 'settings':
      return `/${route.page}`
    default:
      return '/'
  }
}

/** The route of an address. */
export function routeOf(path: string): Route {
  const [, contactId] = /^\/contacts\/([1-9]\d{0,14})$/.exec(path) ?? []
  if (contactId) return { page: 'conversation', contactId: Number(contactId) }
  if (path === '/') return { page: 'conversations' }
  return path === '/operations'
    ? { page: 'operations' }
    : path === '/settings'
      ? { page: 'settings' }
      : { page: 'nowhere' }
}

const changed = new EventTarget()
let navigated = false

/** Whether the person has gone anywhere since the page was loaded. */
export function hasNavigated(): boolean {
  return navigated
}

/** Goes to a route without loading the page: a loaded page would cost every open conversation its login. */
export function navigate(route: Route): void {
  const path = pathOf(route)
  if (path !== location.pathname) history.pushState(null, '', path)
  navigated = true
  changed.dispatchEvent(new Event('route'))
}

function subscribe(listener: () => void): () => void {
  changed.addEventListener('route', listener)
  window.addEventListener('popstate', listener)
  return () => {
    changed.removeEventListener('route', listener)
    window.removeEventListener('popstate', listener)
  }
}

/** The route in the address bar. */
export function useRoute(): Route {
  return routeOf(useSyncExternalStore(subscribe, () => location.pathname))
}
