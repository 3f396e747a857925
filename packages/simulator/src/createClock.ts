import { SimulatorError } from './SimulatorError.js'

/** The simulator's time. It moves with `options.now`, and can be pushed ahead. */
export interface SimulatorClock {
  /** Milliseconds since 1970, the offset included. */
  now(): number
  /** Moves the time ahead by `ms`: links, tokens, throttles and sessions age at once. Timers (delays, replies) do not run sooner. */
  advance(ms: number): void
}

/** Makes a clock on top of the host's, with an offset that only grows: the vendor's time does not run backwards. */
export function createClock(now: () => number): SimulatorClock {
  let offset = 0
  return {
    now: () => now() + offset,
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) {
        throw new SimulatorError('invalid_option', `The clock can be advanced by 0 or more milliseconds, not by ${ms}.`)
      }
      offset += ms
    },
  }
}
