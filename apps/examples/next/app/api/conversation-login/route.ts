import type { LoginHandler } from '@conversation-frame/server'
import { createEndpoint } from '../../../../createEndpoint.ts'

// Created on the first request: `next build` loads this file too, without credentials.
let handler: LoginHandler | undefined
const handle = (request: Request) => {
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
