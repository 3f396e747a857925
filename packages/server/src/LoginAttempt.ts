import { LoginError } from './LoginError.js'
import type { LoginEvent, LoginSubject } from './LoginEvent.js'
import { untilAborted } from './untilAborted.js'

/** How far a request has come: it decides whose fault it is when time runs out or something throws. */
export type LoginStep = 'request' | 'authorize' | 'limiter' | 'vendor'

type Subject = { [Key in keyof LoginSubject]?: LoginSubject[Key] | undefined }

/** One request on its way through the handler: its clock, how far it came, and what may be said about it. */
export class LoginAttempt {
  readonly #started = performance.now()
  readonly #controller = new AbortController()
  readonly #timer: ReturnType<typeof setTimeout>
  readonly #caller: AbortSignal | undefined
  readonly #gone = new Error('the browser has gone')
  readonly #leave = () => this.#controller.abort(this.#gone)
  readonly #subject: Subject = {}
  #step: LoginStep = 'request'

  /** @param caller fires when the browser has gone; some platforms give a request no signal. */
  constructor(caller: AbortSignal | undefined, deadline: number) {
    this.#timer = setTimeout(() => this.#controller.abort(outOfTime(this.#step, deadline)), deadline)
    this.#caller = caller
    if (caller?.aborted) this.#leave()
    else caller?.addEventListener('abort', this.#leave, { once: true })
  }

  /** Fires when the browser has gone or the time is up. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Who asked for what, as far as it is known. */
  get subject(): LoginSubject {
    return Object.fromEntries(Object.entries(this.#subject).filter(([, value]) => value !== undefined))
  }

  /** Goes on to the next step, with what is known by now, unless the request is over. */
  enter(step: LoginStep, known: Subject = {}): void {
    this.#controller.signal.throwIfAborted()
    this.#step = step
    Object.assign(this.#subject, known)
  }

  /** The work's outcome, or the end of the request, whichever is first. */
  race<Value>(work: Promise<Value>): Promise<Value> {
    return untilAborted(work, this.#controller.signal)
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#caller?.removeEventListener('abort', this.#leave)
  }

  minted(expiresInSeconds: number): LoginEvent {
    return { type: 'minted', expiresInSeconds, durationMs: this.#elapsed(), ...this.subject }
  }

  /** What to answer after `thrown`, and what to report. */
  failed(thrown: unknown): { error: LoginError; event: LoginEvent } {
    const durationMs = this.#elapsed()
    const { subject } = this
    if (thrown === this.#gone) {
      const error = new LoginError('unavailable', 'The browser has gone')
      return { error, event: { type: 'aborted', durationMs, ...subject } }
    }
    const error = thrown instanceof LoginError ? thrown : internalError(this.#step)
    const { code, status, reason, message: why } = error
    if (this.#step === 'vendor' && error === thrown) {
      const because = reason === undefined ? { why } : { why, reason }
      return { error, event: { type: 'vendor_failed', code, status, ...because, durationMs, ...subject } }
    }
    const threw = error === thrown ? {} : { error: thrown }
    return { error, event: { type: 'refused', code, status, why, durationMs, ...threw, ...subject } }
  }

  #elapsed(): number {
    return performance.now() - this.#started
  }
}

function outOfTime(step: LoginStep, deadline: number): LoginError {
  const message = `The deadline of ${deadline} ms passed in the step "${step}"`
  return step === 'vendor'
    ? new LoginError('vendor_unavailable', message, { status: 504 })
    : new LoginError('unavailable', message)
}

function internalError(step: LoginStep): LoginError {
  const whose = step === 'authorize' ? 'authorize threw something other than Forbidden' : `the step "${step}" threw`
  return new LoginError('internal_error', `The login endpoint failed: ${whose}. See the event's error`)
}
