import { LoginError } from '../LoginError.js'

/** The vendor made a link, but to an origin that `loginOrigins` does not name. */
export class ForeignLoginOrigin extends LoginError {
  constructor(readonly origin: string) {
    super('misconfigured', `The vendor's link leads to ${origin}. If it is right, name it in loginOrigins`)
  }
}
