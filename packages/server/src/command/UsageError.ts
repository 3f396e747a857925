import { printable } from '../printable.js'

/** An invalid flag or environment variable. */
export class UsageError extends Error {
  override readonly name = 'UsageError'

  constructor(message: string) {
    super(printable(message))
  }
}
