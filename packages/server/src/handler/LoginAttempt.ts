import { LoginError } from '../LoginError.js'
import type { CancelSignal } from '../untilAborted.js'
import type { LoginEvent, LoginSubject } from './LoginEvent.js'

/** How far a request has come: it decides whose fault it is when time runs out or something throws. */
export type LoginStep = 'request' | 'authorize' | 'limiter' | 'vendor'

/** Never leaves this file. */
const gone = new Error('the browser has gone')

type Subject = { [Key in keyof LoginSubject]?: LoginSubject[Key] | undefined }

/**
 * One request on its way through the handler: its clock, how far it came, and what may be said about it.
 *
 * It is its own signal: a real `AbortSignal` for each request was a tenth of the endpoint's work.
 */
export class LoginAttempt implements CancelSignal {
  readonly #started = performance.now()
  readonly #timer: ReturnType<typeof setTimeout>
  readonly #listeners = new Set<() => void>()
  readonly #subject: LoginSubject = {}
  #step: LoginStep = 'request'
  #aborted: { reason: unknown } | undefined

  /** @param caller fires when the browser has gone; some platforms give a request no signal. */
  constructor(caller: AbortSignal | undefined, deadline: number) {
    this.#timer = setTimeout(() => this.#abort(outOfTime(this.#step, deadline)), deadline)
    const leave = () => this.#abort(gone)
    if (caller?.aborted) leave()
    // Never removed: the signal is this request's own, and ends with it.
    else caller?.addEventListener('abort', leave)
  }

  /** Whether the browser has gone or the time is up. */
  get aborted(): boolean {
    return this.#aborted !== undefined
  }

  get reason(): unknown {
    return this.#aborted?.reason
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.add(listener)
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.delete(listener)
  }

  /** Who asked for what, as far as it is known. */
  get subject(): LoginSubject {
    return { ...this.#subject }
  }

  /** Goes on to the next step, with what is known by now, unless the request is over. */
  enter(step: LoginStep, known: Subject = {}): void {
    if (this.#aborted) throw this.#aborted.reason
    this.#step = step
    let name: keyof Subject
    for (name in known) {
      if (known[name] !== undefined) Object.assign(this.#subject, { [name]: known[name] })
    }
  }

  /** The work's outcome, or the end of the request, whichever is first. */
  race<Value>(work: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (this.#aborted) reject(this.#aborted.reason)
      this.#listeners.add(() => reject(this.#aborted?.reason))
      work.then(resolve, reject)
    })
  }

  end(): void {
    clearTimeout(this.#timer)
  }

  #abort(reason: unknown): void {
    this.#aborted ??= { reason }
    for (const listener of this.#listeners) listener()
  }

  minted(expiresInSeconds: number): LoginEvent {
    return { type: 'minted', expiresInSeconds, durationMs: this.#elapsed(), ...this.subject }
  }

  /** What to answer after `thrown`, and what to report. */
  failed(thrown: unknown): { error: LoginError; event: LoginEvent } {
    const durationMs = this.#elapsed()
    const { subject } = this
    if (thrown === gone) {
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
