import { asFrameError, ConversationFrameError } from '../ConversationFrameError.js'
import { parseAbsolute } from '../link/checkLoginUrl.js'
import type { LoginLink } from '../link/LoginLink.js'
import { obtainLink } from '../link/obtainLink.js'
import { longestTimer, now } from '../now.js'
import { healingBudget } from '../session/healingBudget.js'
import { type Turn, takeTurn } from '../session/loginTurn.js'
import { createFrameElement } from './createFrameElement.js'
import { type FrameState, firstEntry, firstView, holdsTurn, wakeAt } from './FrameState.js'
import type { FrameSettings } from './frameSettings.js'
import { isInSight } from './isInSight.js'
import { type FrameEvent, nextState } from './nextState.js'
import { warnOfReportedLink } from './warnOfReportedLink.js'
import { watchWorld } from './watchWorld.js'

/** One view of a conversation: carries out what `nextState` decides. */
export type Frame = ReturnType<typeof createFrame>

/** A login that holds in the browser, as far as can be known: a frame has settled on it. */
export type VendorSession = Pick<LoginLink, 'origin' | 'conversationId'>

/** With a `session` and a conversation URL the frame needs no login of its own. */
export function createFrame(initial: FrameSettings, session?: VendorSession) {
  let settings = initial
  let login = session && { ...session, conversationId: initial.target.conversationId }
  let state: FrameState = settings.invalid
    ? { phase: 'failed', error: settings.invalid }
    : conversationUrl()
      ? firstEntry
      : firstView
  /** What is being opened, until it is open: the browser's reports name it. */
  let opening: string | undefined
  let place: HTMLElement | undefined
  let listener: ((state: FrameState) => void) | undefined
  let attached = false
  let navigationsTold = 0
  /** Near the viewport, as far as is known. */
  let near = false
  /** The document that is watched. A host may move the container to another window. */
  let home: Document | undefined
  let stopWatching: (() => void) | undefined
  let request: AbortController | undefined
  let turn: Turn = 'waits'
  let endTurn: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = createFrameElement(
    () => settings,
    (type) => dispatch({ type }),
  )

  function dispatch(event: FrameEvent): void {
    if (attached && place && place.ownerDocument !== home) {
      watch(place)
      // No frame survives the way to another window: it is as new there.
      if (event.type === 'reset') event = { type: 'reload' }
    }
    const previous = state
    state = nextState(previous, event, {
      ...settings,
      now: now(),
      online: navigator.onLine,
      active: place?.ownerDocument.defaultView?.navigator.userActivation?.isActive === true,
      shown:
        attached &&
        place?.isConnected === true &&
        place.ownerDocument.visibilityState === 'visible' &&
        isInSight(place, near || settings.loading === 'eager'),
      turn,
      jitter: Math.random(),
      healed: healingBudget.spent,
      twoFrames: conversationUrl() !== undefined,
    })
    keepTime()
    if (state === previous) return
    keepTurn(previous)
    // Observers miss a container that is taken out and put back between two rendered frames. New ones report what they find.
    if (state.phase === 'idle' && attached && place?.isConnected === false) watch(place)
    if (state.phase !== 'requesting') request?.abort()
    else if (previous.phase !== 'requesting') ask(state.need.heals)
    if (!mayLogIn(state)) opening = undefined
    if (state.phase === 'opening') open(state.link)
    if (state.phase === 'entering') enter()
    if (state.phase === 'open') frame.dropFormer()
    frame.show(state.phase === 'open' || (state.phase === 'settling' && state.next === 'open'))
    // A login that is given up must not go on beside the next one.
    if (mayLogIn(previous) && ('need' in state || state.phase === 'failed') && !mayLogIn(state)) frame.remove()
    listener?.(state)
  }

  /**
   * Timers are 32 bits wide, and may fire a little early: then the next one is set. They are not those of a pop-out: with its
   * window they would end, and a login in it would never give up its turn.
   */
  function keepTime(): void {
    clearTimeout(timer)
    const wait = wakeAt(state) - now()
    if (wait < Number.POSITIVE_INFINITY) timer = setTimeout(changed, Math.min(wait, longestTimer))
  }

  /** A login that starts anew, after a reset for one, goes to the end of the line. */
  function keepTurn(previous: FrameState): void {
    if (!holdsTurn(state) || (state.phase === 'queued' && previous.phase !== 'queued')) {
      endTurn?.()
      endTurn = undefined
      turn = 'waits'
    }
    if (!holdsTurn(state)) return
    endTurn ??= takeTurn((reached) => {
      turn = reached
      changed()
    })
  }

  function ask(heals: boolean): void {
    request = new AbortController()
    const { signal } = request
    const tell = (event: FrameEvent) => signal.aborted || dispatch(event)
    obtainLink(settings, signal, () => heals && healingBudget.spend()).then(
      (link) => tell({ type: 'link', link }),
      (error: unknown) => tell({ type: 'refused', error: asFrameError(error) }),
    )
    // After the next paint: making a frame takes the browser as long as one.
    place?.ownerDocument.defaultView?.requestAnimationFrame(() => setTimeout(() => signal.aborted || frame.prepare()))
  }

  function open(link: LoginLink): void {
    try {
      opening = link.take()
      login = link
      if (opening) frame.openLink(opening, link.origin)
    } catch (error) {
      dispatch({ type: 'repeated', error: asFrameError(error) })
    }
  }

  function enter(): void {
    opening = conversationUrl()
    if (opening) frame.openConversation(opening)
  }

  /** On the origin that the login went to, and no other; a host's function that fails names no address. */
  function conversationUrl(): string | undefined {
    try {
      const { origin, conversationId } = login ?? {}
      const url = origin && conversationId && settings.conversationUrl?.({ origin, conversationId })
      const parsed = url && parseAbsolute(url)
      return parsed && parsed.origin === origin ? parsed.href : undefined
    } catch {
      return undefined
    }
  }

  function watch(container: HTMLElement): void {
    stopWatching?.()
    home = container.ownerDocument
    // What was seen before says nothing about where it is now. A browser that cannot tell loads lazy frames as eager ones.
    near = !('IntersectionObserver' in window)
    stopWatching = watchWorld(container, {
      changed,
      seen(isNear) {
        near = isNear
        changed()
      },
      blocked(uri, code) {
        // A CSP names the origin of a frame, a COEP its whole address, with the fragment in some browsers only.
        if (uri !== login?.origin && uri.split('#')[0] !== opening?.split('#')[0]) return
        if (!code) warnOfReportedLink()
        else
          dispatch({
            type: 'blocked',
            error: new ConversationFrameError(code, `this page's policy blocks ${login?.origin}`),
          })
      },
      message(event) {
        const ours = event.source !== null && event.source === frame.element()?.contentWindow
        if (ours && event.origin === login?.origin) settings.onMessage?.(event)
      },
      focus: frame.handleFocus,
    })
  }

  function changed(): void {
    dispatch({ type: 'changed' })
  }

  return {
    key: initial.key,
    user: initial.poolKey[0],
    loginKey: initial.loginKey,
    state: () => state,
    element: frame.element,
    focus: frame.focus,

    update(next: FrameSettings): void {
      settings = next
      frame.retitle()
    },

    attach(container: HTMLElement, told: (state: FrameState) => void): void {
      listener = told
      if (!attached || place !== container) {
        attached = true
        place = container
        const alive = frame.moveTo(container)
        if (!alive) frame.remove()
        if (container.ownerDocument === home) watch(container)
        if (!alive) dispatch({ type: 'reset' })
      }
      // A reset says nothing to a frame that was not open yet: it only has a place again.
      changed()
    },

    /** The container is hidden or about to go. */
    detach(): void {
      stopWatching?.()
      attached = false
      listener = undefined
      changed()
    },

    /** Keeps a settled frame alive elsewhere in its document; false where the browser cannot. */
    park(parking: (document: Document) => HTMLElement): boolean {
      if (state.phase !== 'open' || !place) return false
      const lot = parking(place.ownerDocument)
      const moved = frame.moveTo(lot)
      if (moved) place = lot
      return moved
    },

    /** Neither shown, nor hidden in the page, nor kept elsewhere in it. */
    isLost: (): boolean => !attached && !place?.isConnected && !frame.element()?.isConnected,

    /** Whether it has navigated since this was asked for the last time. */
    hasNavigated(): boolean {
      const former = navigationsTold
      navigationsTold = state.phase === 'open' ? state.navigations : 0
      return navigationsTold > former
    },

    /** By which another conversation of the same agent can be opened without a login. */
    session: (): VendorSession | undefined => (state.phase === 'open' && state.navigations === 0 ? login : undefined),

    reload(): void {
      if (!settings.invalid) dispatch({ type: 'reload', evenOffline: true })
    },

    postMessage(data: unknown): void {
      if (login) frame.element()?.contentWindow?.postMessage(data, login.origin)
    },

    dispose(): void {
      attached = false
      stopWatching?.()
      listener = undefined
      request?.abort()
      endTurn?.()
      clearTimeout(timer)
      frame.remove()
    },
  }
}

/** Whether a login page is running in the frame, or may still come. */
function mayLogIn(state: FrameState): boolean {
  return state.phase === 'opening' || state.phase === 'settling' || ('need' in state && state.need.late !== undefined)
}
