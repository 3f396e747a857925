import { now } from '../now.js'
import { activeElementBeside } from './activeElementBeside.js'

/** A field that was typed into within this time is still being typed into. */
const typingMs = 1_500

/** A document that wants the focus takes it soon after its load. Later it is more likely that a person went there. */
const loadingMs = 20_000

/** The events of a window that a guard has to see. */
export const guardedEvents = ['keydown', 'input', 'focusout', 'blur']

/** Gives the focus back to a field of the host's page when a document in a frame takes it from there. */
export interface FocusGuard {
  /** Call it when a document begins to load in the frame, and when it has loaded. */
  documentLoads: () => void
  /** Call it before the host itself moves the focus into the frame. */
  allow: () => void
  /** Call it for each of the {@link guardedEvents}. */
  handle: (event: Event) => void
}

/**
 * 1. A person types into a field.
 * 2. A document in a frame takes the focus by script. The host's window sees `focusout`, then its own `blur`, and then the
 *    iframe is the active element. A click in a frame of another origin looks the same, but the mouse is over the iframe then.
 * 3. The field gets the focus back, once for each document. In every other case the focus stays, so that no one is kept out
 *    of the frame: the second attempt to enter it always succeeds.
 *
 * The host sees only the `load` of a document, which can take the focus before that. So the focus that was taken shortly before
 * a `load` is attributed to the document that has loaded.
 *
 * @param frames the element that the iframes are in
 */
export function createFocusGuard(isOn: () => boolean, frames: () => Element | null): FocusGuard {
  /** When a document began to load, until it has had the focus. */
  let loadedAt = 0
  let takenAt = 0
  let typedAt = 0
  let isAllowed = false
  let lastFocused: HTMLElement | null = null

  function checkFocus(): void {
    const parent = frames()
    const iframe = parent && activeElementBeside(parent)
    if (!iframe || iframe.parentElement !== parent) return
    if (isAllowed) {
      isAllowed = false
      return
    }
    const time = now()
    if (isOn() && time - typedAt < typingMs && time - loadedAt < loadingMs && !iframe.matches(':hover'))
      lastFocused?.focus({ preventScroll: true })
    loadedAt = 0
    takenAt = time
  }

  return {
    documentLoads() {
      if (now() - takenAt > typingMs) loadedAt = now()
    },
    allow() {
      isAllowed = true
    },
    handle(event) {
      const { type, target, currentTarget } = event
      const [element] = event.composedPath() as HTMLElement[]
      const { key, relatedTarget } = event as KeyboardEvent & FocusEvent
      if (type === 'focusout') lastFocused = (!relatedTarget && element) || null
      // In Firefox the iframe is not the active element yet.
      else if (type === 'blur') target === currentTarget && setTimeout(checkFocus)
      // Tab may lead into the frame.
      else if (element?.matches('input,select,textarea,[contenteditable]')) {
        typedAt = key === 'Tab' ? 0 : now()
        isAllowed = false
      }
    },
  }
}
