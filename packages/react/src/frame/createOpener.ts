import { asFrameError } from '../ConversationFrameError.js'
import type { FrameElement } from '../iframe/createFrameElement.js'
import { obtainLink } from '../link/obtainLink.js'
import type { SingleUseLink } from '../link/SingleUseLink.js'
import { conversationAddress, type VendorSession } from './conversationAddress.js'
import { type FrameState, isLoginPending } from './FrameState.js'
import type { FrameSettings } from './frameSettings.js'
import type { FrameEvent } from './nextState.js'

/** Requests what a frame opens, and opens it. */
export interface Opener {
  /** Carries out a state. */
  follow: (state: FrameState, previous: FrameState) => void
  /** The login that the frame was opened with. */
  session: () => VendorSession | undefined
  /** The conversation's own address, if it has one. */
  address: () => string | undefined
  /** Whether a report of the browser is about what is being opened. */
  isOpening: (uri: string) => boolean
  /** Aborts a request. */
  stop: () => void
}

export function createOpener(
  settings: () => FrameSettings,
  iframe: FrameElement,
  dispatch: (event: FrameEvent) => void,
  afterPaint: (callback: () => void) => void,
  known: VendorSession | undefined,
): Opener {
  let session = known
  /** What is being opened, until it is open. */
  let opening: string | undefined
  let request: AbortController | undefined

  function ask(heals: boolean): void {
    request = new AbortController()
    const { signal } = request
    const report = (event: FrameEvent) => signal.aborted || dispatch(event)
    obtainLink(settings(), signal, heals).then(
      (link) => report({ type: 'link', link }),
      (error: unknown) => report({ type: 'refused', error: asFrameError(error) }),
    )
    // Making an iframe takes the browser as long as a paint.
    afterPaint(() => signal.aborted || iframe.prepare())
  }

  function openLink(link: SingleUseLink): void {
    try {
      opening = link.take()
      session = link
      if (opening) iframe.openLink(opening, link.origin)
    } catch (error) {
      dispatch({ type: 'repeated', error: asFrameError(error) })
    }
  }

  const address = () => conversationAddress(settings(), session)

  return {
    follow(state, previous) {
      if (state.phase !== 'requesting') request?.abort()
      else if (previous.phase !== 'requesting') ask(state.need.heals)
      if (!isLoginPending(state)) opening = undefined
      if (state.phase === 'opening') openLink(state.link)
      if (state.phase === 'entering') {
        opening = address()
        if (opening) iframe.openAddress(opening)
      }
    },
    session: () => session,
    address,
    // A CSP names the origin of a frame, a COEP its whole address, with the fragment in some browsers only.
    isOpening: (uri) => uri === session?.origin || uri.split('#')[0] === opening?.split('#')[0],
    stop: () => request?.abort(),
  }
}
