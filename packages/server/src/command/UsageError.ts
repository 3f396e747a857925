import { printable } from '../printable.js'

/** What the command was asked to do in a way that it cannot: a flag, or a variable of the environment. */
export class UsageError extends Error {
  override readonly name = 'UsageError'

  constructor(message: string) {
    super(printable(message))
  }
}
