import { createEndpoint } from '../../../../createEndpoint.js'

// Created on the first request: `next build` loads this file too, without credentials.
let handler
const handle = (request) => {
  handler ??= createEndpoint(process.env)
  return handler(request)
}

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
}
