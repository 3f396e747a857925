import { createEndpoint } from './createEndpoint.js'

let handler

export default {
  fetch(request, env) {
    // A worker gets its environment with a request; the handler is made once and keeps the access token.
    handler ??= createEndpoint(env)
    return handler(request)
  },
}
