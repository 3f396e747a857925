import { SimulatorError } from './SimulatorError.js'

/** The simulator's clock. It follows `options.now`, and can be moved ahead. */
export interface SimulatorClock {
  /** Milliseconds since 1970, the offset included. */
  now(): number
  /** Moves the time ahead by `ms`: links, tokens, throttles and sessions age immediately. Timers (delays, replies) do not run sooner. */
  advance(ms: number): void
}

/** Adds an offset to the host's clock. The offset only grows, so the vendor's time never runs backwards. */
export function createClock(now: () => number): SimulatorClock {
  let offset = 0
  return {
    now: () => now() + offset,
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) {
        throw new SimulatorError('invalid_option', `ms must be a number of at least 0, not ${ms}.`)
      }
      offset += ms
    },
  }
}
