import type { FrameSettings } from '../frame/frameSettings.js'
import { createIframe } from './createIframe.js'

/** The iframe of a view, and for a while the one that it takes over from: a warmed one, or the one of the login. */
export interface Iframes {
  parent: () => Element | null
  current: () => HTMLIFrameElement | undefined
  /** Appends a new current iframe. */
  append: () => HTMLIFrameElement
  /** Hides the current iframe until another one has taken over. */
  setAside: () => void
  /** Removes the iframe that was set aside. */
  dropFormer: () => void
  retitle: () => void
  /** Returns whether the iframe is alive in its new parent: a browser without `moveBefore` would reset it. */
  moveTo: (parent: Element) => boolean
  remove: () => void
}

/** @param onLoad any document has loaded in an iframe, an empty one included */
export function createIframes(settings: () => FrameSettings, onLoad: (iframe: HTMLIFrameElement) => void): Iframes {
  let parent: Element | null = null
  let current: HTMLIFrameElement | undefined
  let former: HTMLIFrameElement | undefined

  function dropFormer(): void {
    former?.remove()
    former = undefined
  }

  return {
    parent: () => parent,
    current: () => current,
    append() {
      const iframe = createIframe(settings(), parent?.ownerDocument ?? document)
      // React's onLoad misses the load of a moved iframe.
      iframe.addEventListener('load', () => onLoad(iframe))
      parent?.append(iframe)
      current = iframe
      return iframe
    },
    setAside() {
      dropFormer()
      former = current
      former?.style.setProperty('display', 'none')
    },
    dropFormer,
    retitle() {
      const { title } = settings()
      if (current && current.title !== title) current.title = title
    },
    moveTo(element) {
      parent = element
      if (!current || current.parentElement === parent) return true
      try {
        parent.moveBefore(current, null)
        return true
      } catch {
        return false
      }
    },
    remove() {
      dropFormer()
      current?.remove()
      current = undefined
    },
  }
}
