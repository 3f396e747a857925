import { createLoginHandler, createPartnerClient } from '@conversation-frame/server'
import { authorize } from './authorize.js'
import { readEnvironment } from './readEnvironment.js'

/** The login endpoint that every example of a platform serves. */
export function createEndpoint(env) {
  const { partner, handler } = readEnvironment(env)
  return createLoginHandler({ partner: createPartnerClient(partner), authorize, ...handler })
}
