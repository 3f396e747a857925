import { LoginError } from '../LoginError.js'
import { withTimeLimit } from '../withTimeLimit.js'
import type { LoginEvent, LoginSubject } from './LoginEvent.js'

/** How far a request has come. It decides whose fault a timeout or an exception is. */
export type LoginStep = 'request' | 'authorize' | 'limiter' | 'vendor'

type KnownSubject = { [Key in keyof LoginSubject]?: LoginSubject[Key] | undefined }

/** One request on its way through the handler: its time limit, its step, and what its events may say about it. */
export class LoginAttempt {
  readonly #startedAt = performance.now()
  readonly #controller = new AbortController()
  /** Aborts when the browser disconnects or the deadline passes. */
  readonly signal: AbortSignal = this.#controller.signal
  readonly #subject: LoginSubject = {}
  readonly #request: Pick<Request, 'signal'>
  readonly #deadlineMs: number
  #step: LoginStep = 'request'

  /** @param request its signal aborts when the browser disconnects; on some platforms a request has none */
  constructor(request: Pick<Request, 'signal'>, deadlineMs: number) {
    this.#request = request
    this.#deadlineMs = deadlineMs
  }

  /** Who requested what, as far as it is known. */
  get subject(): LoginSubject {
    return { ...this.#subject }
  }

  /** The outcome of `work`, unless the browser disconnects or the deadline passes first. */
  run<Value>(work: () => Promise<Value>): Promise<Value> {
    return withTimeLimit(work, {
      timeoutMs: this.#deadlineMs,
      timeoutError: () => deadlineError(this.#step, this.#deadlineMs),
      signal: this.#request.signal,
      onStop: (reason) => this.#controller.abort(reason),
    })
  }

  /** Starts the next step and adds what is known by now. @throws the reason if the request has ended */
  enter(step: LoginStep, known: KnownSubject = {}): void {
    this.signal.throwIfAborted()
    this.#step = step
    let name: keyof KnownSubject
    for (name in known) {
      if (known[name] !== undefined) Object.assign(this.#subject, { [name]: known[name] })
    }
  }

  minted(expiresInSeconds: number): LoginEvent {
    return { type: 'minted', expiresInSeconds, durationMs: this.#durationMs(), ...this.#subject }
  }

  /** The error to answer with, and the event to report, for what was thrown. */
  failed(thrown: unknown): { error: LoginError; event: LoginEvent } {
    const durationMs = this.#durationMs()
    const subject = this.#subject
    const { signal } = this.#request
    if (signal?.aborted && thrown === signal.reason) {
      const error = new LoginError('unavailable', 'The browser disconnected')
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

  #durationMs(): number {
    return performance.now() - this.#startedAt
  }
}

function deadlineError(step: LoginStep, deadlineMs: number): LoginError {
  const message = `The deadline of ${deadlineMs} ms passed in the step "${step}"`
  return step === 'vendor'
    ? new LoginError('vendor_unavailable', message, { status: 504 })
    : new LoginError('unavailable', message)
}

function internalError(step: LoginStep): LoginError {
  const cause = step === 'authorize' ? 'authorize threw something other than Forbidden' : `the step "${step}" threw`
  return new LoginError('internal_error', `The login endpoint failed: ${cause}. See the event's error`)
}
