import type { ComponentPropsWithRef, MouseEvent } from 'react'
import { navigate, pathOf, type Route } from './useRoute.js'

/** A link within the dashboard. With a modifier key or the middle button, the browser handles it. */
export function RouteLink({ route, onClick, ...rest }: ComponentPropsWithRef<'a'> & { route: Route }) {
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event)
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    event.preventDefault()
    navigate(route)
  }
  return <a {...rest} href={pathOf(route)} onClick={follow} />
}
