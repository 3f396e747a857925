import { activeElementBeside } from './activeElementBeside.js'
import { createFocusGuard, type FocusGuard } from './createFocusGuard.js'

/** Who has the focus: the frame, or the host's page around it. */
export interface FrameFocus extends Pick<FocusGuard, 'handle' | 'documentLoads'> {
  /** Moves the focus into the frame. */
  enter: () => void
  /** Makes the frame visible, or hides it. It gets the focus back that it had, unless the person has gone elsewhere. */
  show: (visible: boolean) => void
}

export function createFrameFocus(
  isGuarded: () => boolean,
  parent: () => Element | null,
  current: () => HTMLIFrameElement | undefined,
): FrameFocus {
  const guard = createFocusGuard(isGuarded, parent)
  let hadFocus = false

  function enter(): void {
    guard.allow()
    current()?.focus()
  }

  return {
    ...guard,
    enter,
    show(visible) {
      const iframe = current()
      if (!iframe) return
      if (activeElementBeside(iframe) === iframe) hadFocus = !visible
      iframe.style.visibility = visible ? '' : 'hidden'
      if (!visible || !hadFocus) return
      hadFocus = false
      const { activeElement, body } = iframe.ownerDocument
      if (activeElement === body) enter()
    },
  }
}
