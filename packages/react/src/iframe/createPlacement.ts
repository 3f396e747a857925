import { isInSight } from './isInSight.js'
import { type WorldListener, watchWorld } from './watchWorld.js'

/** Where a frame stands in the page, and whether a person could see it there. */
export interface Placement {
  container: () => HTMLElement | undefined
  /** Moves to a container and watches it. Returns whether that is in another document than the former one. */
  enter: (container: HTMLElement) => boolean
  /** Stops watching: the view is hidden or gone. */
  leave: () => void
  /** Notes where the frame is kept, unwatched. */
  park: (container: HTMLElement) => void
  /** Follows a container that the host has moved to another document. Returns whether it has. */
  follow: () => boolean
  /** Watches again a container that is out of the page: observers miss one that comes back between two rendered frames. */
  lookAgain: () => void
  isEntered: () => boolean
  isShown: (loading: 'eager' | 'lazy') => boolean
  /** A person has just clicked or typed in the frame's window: its transient user activation. */
  isActive: () => boolean
}

export function createPlacement(world: Omit<WorldListener, 'seen'>): Placement {
  let container: HTMLElement | undefined
  /** The document in which the container was watched last. */
  let watched: Document | undefined
  let stopWatching: (() => void) | undefined
  let isNear = false

  function watch(element: HTMLElement): void {
    stopWatching?.()
    container = element
    watched = element.ownerDocument
    // What was seen in the former place says nothing. Without the observer, lazy frames load like eager ones.
    isNear = !('IntersectionObserver' in window)
    stopWatching = watchWorld(element, {
      ...world,
      seen(near) {
        isNear = near
        world.changed()
      },
    })
  }

  return {
    container: () => container,
    enter(element) {
      const moves = watched !== undefined && watched !== element.ownerDocument
      watch(element)
      return moves
    },
    leave() {
      stopWatching?.()
      stopWatching = undefined
    },
    park(element) {
      container = element
    },
    follow() {
      const moves = stopWatching !== undefined && container?.ownerDocument !== watched
      if (moves && container) watch(container)
      return moves
    },
    lookAgain() {
      if (stopWatching && container && !container.isConnected) watch(container)
    },
    isEntered: () => stopWatching !== undefined,
    isShown: (loading) =>
      stopWatching !== undefined &&
      container?.isConnected === true &&
      container.ownerDocument.visibilityState === 'visible' &&
      isInSight(container, isNear || loading === 'eager'),
    isActive: () => container?.ownerDocument.defaultView?.navigator.userActivation?.isActive === true,
  }
}
