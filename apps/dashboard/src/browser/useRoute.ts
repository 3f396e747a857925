import { useSyncExternalStore } from 'react'

/** The current page. */
export type Route =
  | { page: 'conversations' }
  | { page: 'conversation'; contactId: number }
  | { page: 'operations' }
  | { page: 'settings' }
  | { page: 'nowhere' }

/** The URL of a route. */
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

/** The route of a URL. */
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

/** Whether the user has navigated since the page was loaded. */
export function hasNavigated(): boolean {
  return navigated
}

/** Navigates without a page load, which would cost every open conversation its login. */
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

/** The route of the current URL. */
export function useRoute(): Route {
  return routeOf(useSyncExternalStore(subscribe, () => location.pathname))
}
