import { ConversationFrameError } from '../ConversationFrameError.js'
import { createFrameElement, type FrameElement } from '../iframe/createFrameElement.js'
import { createPlacement, type Placement } from '../iframe/createPlacement.js'
import { warnOfReportedLink } from '../iframe/warnOfReportedLink.js'
import type { WorldListener } from '../iframe/watchWorld.js'
import type { VendorSession } from './conversationAddress.js'
import { createFrameStore, type FrameMoment, type FrameStore } from './createFrameStore.js'
import { createOpener, type Opener } from './createOpener.js'
import { type FrameState, firstView, firstViewByAddress, isLoginPending } from './FrameState.js'
import type { FrameSettings } from './frameSettings.js'
import type { FrameEvent } from './nextState.js'

/** What a frame consists of. */
export interface FrameParts extends Pick<FrameStore, 'state' | 'dispatch' | 'end'> {
  readonly iframe: FrameElement
  readonly placement: Placement
  readonly opener: Opener
}

/**
 * Connects the parts of a frame: what happens to the iframe, in the page and at the endpoint goes to the store, and the state
 * that follows from it is carried out.
 */
export function connectFrame(
  settings: () => FrameSettings,
  onState: (state: FrameState) => void,
  session: VendorSession | undefined,
): FrameParts {
  const iframe = createFrameElement(settings, (type) => dispatch({ type }))
  const opener = createOpener(settings, iframe, dispatch, (callback) => afterPaint(placement, callback), session)
  const changed = () => dispatch({ type: 'changed' })
  const placement = createPlacement({ changed, ...vendorListener(settings, iframe, opener, dispatch) })
  const store = createFrameStore(firstState(settings(), opener), moment, carryOut)

  function dispatch(event: FrameEvent): void {
    // A frame that is moved to another window always loses its document: treat it like a new frame.
    store.dispatch(placement.follow() && event.type === 'reset' ? { type: 'reload' } : event)
  }

  function moment(): FrameMoment {
    const { budget, settleTime, loadTimeout, loading } = settings()
    const hasAddress = opener.address() !== undefined
    const isShown = placement.isShown(loading)
    return { budget, settleTime, loadTimeout, hasAddress, isShown, isActive: placement.isActive() }
  }

  function carryOut(state: FrameState, previous: FrameState): void {
    const { phase } = state
    if (phase === 'idle') placement.lookAgain()
    opener.follow(state, previous)
    // A repeated link leads to another state, which has been carried out by now.
    if (store.state() !== state) return
    if (phase === 'open') iframe.dropFormer()
    iframe.focus.show(phase === 'open' || (phase === 'settling' && state.next === 'open'))
    // A login that is given up must not go on beside the next one.
    if (isLoginPending(previous) && !isLoginPending(state) && ('need' in state || phase === 'failed')) iframe.remove()
    onState(state)
  }

  return { iframe, placement, opener, state: store.state, dispatch, end: store.end }
}

function firstState({ invalid }: FrameSettings, opener: Opener): FrameState {
  if (invalid) return { phase: 'failed', error: invalid }
  return opener.address() ? firstViewByAddress : firstView
}

function afterPaint(placement: Placement, callback: () => void): void {
  placement.container()?.ownerDocument.defaultView?.requestAnimationFrame(() => setTimeout(callback))
}

/** What the page notices of the frame: blocked navigations, messages, the focus. */
function vendorListener(
  settings: () => FrameSettings,
  iframe: FrameElement,
  opener: Opener,
  dispatch: (event: FrameEvent) => void,
): Pick<WorldListener, 'blocked' | 'message' | 'focus'> {
  return {
    blocked(uri, code) {
      if (!opener.isOpening(uri)) return
      if (!code) return warnOfReportedLink()
      const detail = `this page's policy blocks ${opener.session()?.origin}`
      dispatch({ type: 'blocked', error: new ConversationFrameError(code, detail) })
    },
    message(event) {
      const isOurs = event.source !== null && event.source === iframe.current()?.contentWindow
      if (isOurs && event.origin === opener.session()?.origin) settings().onMessage?.(event)
    },
    focus: iframe.focus.handle,
  }
}
