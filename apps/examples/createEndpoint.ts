import { createLoginHandler, createPartnerClient, type LoginHandler } from '@conversation-frame/server'
import { authorize } from './authorize.ts'
import { type Environment, readEnvironment } from './readEnvironment.ts'

/** The login endpoint that each framework's example serves. */
export function createEndpoint(env: Environment): LoginHandler {
  const { partner, handler } = readEnvironment(env)
  return createLoginHandler({ partner: createPartnerClient(partner), authorize, ...handler })
}
