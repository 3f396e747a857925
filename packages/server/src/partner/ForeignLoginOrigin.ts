import { LoginError } from '../LoginError.js'

/** The vendor's link leads to an origin that `loginOrigins` does not list. */
export class ForeignLoginOrigin extends LoginError {
  constructor(readonly origin: string) {
    super('misconfigured', `The vendor's link leads to ${origin}. If that is correct, add it to loginOrigins`)
  }
}
