import { asFrameError, ConversationFrameError } from './ConversationFrameError.js'
import { createFrameElement } from './createFrameElement.js'
import type { FrameSettings } from './frameSettings.js'
import { healingBudget } from './healingBudget.js'
import type { LoginLink } from './LoginLink.js'
import { linkForOne } from './linkRequests.js'
import { type EndTurn, takeTurn } from './loginTurn.js'
import { type FrameEvent, type FrameState, firstView, holdsTurn, type Moment, nextState, wakeAt } from './nextState.js'
import { now } from './now.js'
import { requestLink } from './requestLink.js'

/** One view of a conversation: carries out what `nextState` decides. */
export type Frame = ReturnType<typeof createFrame>

/** Told after each change of state. */
export type FrameListener = (state: FrameState, previous: FrameState) => void

/** A login that holds in the browser, as far as can be known: a frame settled on it. */
export type VendorSession = Pick<LoginLink, 'origin' | 'conversationId'>

/** With a `session` and a conversation URL the frame needs no login of its own. */
export function createFrame(initial: FrameSettings, session?: VendorSession) {
  const element = createFrameElement(
    () => settings,
    (type) => dispatch({ type }),
  )
  let settings = initial
  let link: VendorSession | undefined = session && { ...session, conversationId: initial.target.conversationId }
  let state = firstState()
  let place: HTMLElement | null = null
  let listener: FrameListener | undefined
  let inView = false
  let attached: AbortController | undefined
  let request: AbortController | undefined
  let endTurn: EndTurn | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function firstState(): FrameState {
    if (settings.invalid) return { phase: 'failed', error: settings.invalid }
    return conversationUrl() ? { phase: 'open', navigations: 0 } : firstView
  }

  function moment(): Moment {
    const { budget, settleTime, loadTimeout } = settings
    return {
      now: now(),
      online: navigator.onLine,
      shown:
        place?.isConnected === true &&
        document.visibilityState === 'visible' &&
        (inView || settings.loading === 'eager'),
      jitter: Math.random(),
      healed: healingBudget.spent,
      budget,
      settleTime,
      loadTimeout,
      twoFrames: conversationUrl() !== undefined,
    }
  }

  function dispatch(event: FrameEvent): void {
    const previous = state
    state = nextState(previous, event, moment())
    keepTime()
    if (state === previous) return
    keepTurn(previous)
    if (state.phase !== 'requesting') request?.abort()
    if (state.phase === 'requesting') ask(state.need.cause === 'healing')
    if (state.phase === 'opening') open(state.link)
    if (state.phase === 'entering') enter()
    if (state.phase === 'open') element.dropFormer()
    element.show(state.phase === 'open' || (state.phase === 'settling' && state.next === 'open'))
    listener?.(state, previous)
  }

  /** A login that starts anew, after a reset for one, goes to the end of the line. */
  function keepTurn(previous: FrameState): void {
    if (!holdsTurn(state) || (state.phase === 'queued' && previous.phase !== 'queued')) {
      endTurn?.()
      endTurn = undefined
    }
    if (holdsTurn(state)) endTurn ??= takeTurn(settings.loginOrigins.join(' '), () => dispatch({ type: 'turn' }))
  }

  function keepTime(): void {
    clearTimeout(timer)
    const at = wakeAt(state)
    // Timers are 32 bits wide, and may fire a little early: then the next one is set.
    if (at < Number.POSITIVE_INFINITY) {
      timer = setTimeout(() => dispatch({ type: 'time' }), Math.min(Math.max(at - now(), 0), 2 ** 31 - 1))
    }
  }

  function ask(heals: boolean): void {
    const abort = new AbortController()
    request = abort
    element.prepare()
    const mint = (signal: AbortSignal) => {
      if (heals) healingBudget.spend()
      return requestLink(settings.target, settings, signal)
    }
    linkForOne(settings.poolKey, mint, abort.signal).then(
      (link) => {
        if (!abort.signal.aborted) dispatch({ type: 'link', link })
      },
      (error: unknown) => {
        if (!abort.signal.aborted) dispatch({ type: 'refused', error: asFrameError(error) })
      },
    )
  }

  function open(next: LoginLink): void {
    const { origin, conversationId } = next
    link = { origin, conversationId }
    const url = next.take()
    if (url) element.openLink(url, origin)
  }

  function enter(): void {
    const url = conversationUrl()
    if (url) element.openConversation(url)
  }

  /** Of the vendor that the login went to, and nobody else. */
  function conversationUrl(): string | undefined {
    if (!link?.conversationId) return undefined
    const url = settings.conversationUrl?.({ origin: link.origin, conversationId: link.conversationId })
    return url && new URL(url).origin === link.origin ? url : undefined
  }

  function listen(container: HTMLElement): void {
    attached = new AbortController()
    const { signal } = attached
    const changed = () => dispatch({ type: 'changed' })
    window.addEventListener('online', changed, { signal })
    window.addEventListener('offline', changed, { signal })
    document.addEventListener('visibilitychange', changed, { signal })
    document.addEventListener('securitypolicyviolation', onViolation, { signal })
    window.addEventListener('message', onMessage, { signal })
    // A container that is not in the page yet is seen the same way as one that is far from the viewport.
    if (settings.loading === 'lazy' || !container.isConnected) {
      const observer = new IntersectionObserver(
        (entries) => {
          inView = entries.at(-1)?.isIntersecting === true
          changed()
        },
        { rootMargin: '200px' },
      )
      observer.observe(container)
      signal.addEventListener('abort', () => observer.disconnect())
    }
  }

  function onViolation({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void {
    if (disposition !== 'enforce' || !/^(frame|child|default)-src/.test(effectiveDirective)) return
    if (!link || !blockedURI.startsWith(link.origin)) return
    dispatch({
      type: 'blocked',
      error: new ConversationFrameError('blocked_by_csp', `add ${link.origin} to frame-src`),
    })
  }

  function onMessage(event: MessageEvent<unknown>): void {
    if (event.source && event.source === element.element()?.contentWindow && event.origin === link?.origin) {
      settings.onMessage?.(event)
    }
  }

  return {
    key: initial.key,
    state: () => state,
    element: element.element,

    update(next: FrameSettings): void {
      settings = next
      element.retitle()
    },

    attach(container: HTMLElement, next: FrameListener): void {
      listener = next
      if (attached && place === container) return
      attached?.abort()
      place = container
      const alive = element.moveTo(container)
      if (!alive) element.remove()
      listen(container)
      dispatch({ type: !alive ? 'reset' : state.phase === 'open' && !element.element() ? 'enter' : 'changed' })
    },

    /** The container is hidden or about to go. */
    detach(): void {
      attached?.abort()
      attached = undefined
      listener = undefined
      place = null
      dispatch({ type: 'changed' })
    },

    /** Keeps the frame alive elsewhere in the page; false where the browser cannot. */
    park(parking: HTMLElement): boolean {
      return state.phase === 'open' && element.moveTo(parking)
    },

    /** What another conversation of the same agent can be opened by, without a login. */
    session: (): VendorSession | undefined => (state.phase === 'open' ? link : undefined),

    reload(): void {
      if (!settings.invalid) dispatch({ type: 'reload' })
    },

    postMessage(data: unknown): void {
      if (link) element.element()?.contentWindow?.postMessage(data, link.origin)
    },

    dispose(): void {
      listener = undefined
      attached?.abort()
      request?.abort()
      endTurn?.()
      clearTimeout(timer)
      element.remove()
    },
  }
}
