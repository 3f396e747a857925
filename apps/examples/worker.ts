import type { LoginHandler } from '@conversation-frame/server'
import { createEndpoint } from './createEndpoint.ts'
import type { Environment } from './readEnvironment.ts'

let handler: LoginHandler | undefined

export default {
  fetch(request: Request, env: Environment) {
    // A worker receives its environment with a request. The handler is created once and keeps the access token.
    handler ??= createEndpoint(env)
    return handler(request)
  },
}
