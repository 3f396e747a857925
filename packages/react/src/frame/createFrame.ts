import { connectFrame, type FrameParts } from './connectFrame.js'
import type { VendorSession } from './conversationAddress.js'
import type { FrameState } from './FrameState.js'
import type { FrameSettings } from './frameSettings.js'

/** One view of a conversation, alive as long as its iframe. */
export interface Frame {
  /** See {@link FrameSettings.key}. */
  readonly key: string
  readonly user: string
  /** See {@link FrameSettings.loginKey}. */
  readonly loginKey: string
  state: () => FrameState
  element: () => HTMLIFrameElement | undefined
  focus: () => void
  update: (settings: FrameSettings) => void
  /** Shows the frame in a container, and reports its states from now on. */
  attach: (container: HTMLElement, onState: (state: FrameState) => void) => void
  /** The container is hidden or about to go. */
  detach: () => void
  /** Keeps an open frame alive in another element of its document. Returns false where the browser cannot. */
  park: (elementIn: (document: Document) => HTMLElement) => boolean
  /** Whether the frame is neither shown, nor hidden in the page, nor kept elsewhere in it. */
  isOrphaned: () => boolean
  /** Whether it has navigated since the last call. */
  hasNavigated: () => boolean
  /** With it another conversation of the same agent can be opened without a login. */
  session: () => VendorSession | undefined
  reload: () => void
  postMessage: (data: unknown) => void
  dispose: () => void
}

/** @param session with it and a conversation URL the frame needs no login of its own */
export function createFrame(initial: FrameSettings, session?: VendorSession): Frame {
  let settings = initial
  let onState: ((state: FrameState) => void) | undefined
  let seenNavigations = 0
  const parts = connectFrame(
    () => settings,
    (state) => onState?.(state),
    session && { ...session, conversationId: initial.target.conversationId },
  )
  const { iframe, placement, opener, state, dispatch } = parts
  const { current } = iframe

  function leave(): void {
    placement.leave()
    onState = undefined
  }

  return {
    key: initial.key,
    user: initial.poolKey[0],
    loginKey: initial.loginKey,
    state,
    element: current,
    focus: iframe.focus.enter,
    update(next) {
      settings = next
      iframe.retitle()
    },
    attach(container, listener) {
      onState = listener
      enter(parts, container)
    },
    detach() {
      leave()
      dispatch({ type: 'changed' })
    },
    park: (elementIn) => park(parts, elementIn),
    isOrphaned: () => !placement.isEntered() && !placement.container()?.isConnected && !current()?.isConnected,
    hasNavigated() {
      const former = seenNavigations
      seenNavigations = navigationsIn(state())
      return seenNavigations > former
    },
    session: () => (state().phase === 'open' && !navigationsIn(state()) ? opener.session() : undefined),
    reload() {
      if (!settings.invalid) dispatch({ type: 'reload', evenOffline: true })
    },
    postMessage(data) {
      const { origin } = opener.session() ?? {}
      if (origin) current()?.contentWindow?.postMessage(data, origin)
    },
    dispose() {
      leave()
      opener.stop()
      parts.end()
      iframe.remove()
    },
  }
}

function enter({ iframe, placement, dispatch }: FrameParts, container: HTMLElement): void {
  if (!placement.isEntered() || placement.container() !== container) {
    const isAlive = iframe.moveTo(container)
    if (!isAlive) iframe.remove()
    const isElsewhere = placement.enter(container)
    if (!isAlive) dispatch({ type: isElsewhere ? 'reload' : 'reset' })
  }
  // A reset means nothing to a frame that was not open yet: it only has a container again.
  dispatch({ type: 'changed' })
}

function park({ state, iframe, placement }: FrameParts, elementIn: (document: Document) => HTMLElement): boolean {
  const container = placement.container()
  if (state().phase !== 'open' || !container) return false
  const element = elementIn(container.ownerDocument)
  const isAlive = iframe.moveTo(element)
  if (isAlive) placement.park(element)
  return isAlive
}

function navigationsIn(state: FrameState): number {
  return state.phase === 'open' ? state.navigations : 0
}
