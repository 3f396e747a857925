import type { LoginEvent } from '@conversation-frame/server'
import { log } from './log.ts'

export const onEvent = (event: LoginEvent) => {
  // An Error serializes to `{}`: log its message.
  log.info({ ...event, ...('error' in event && { error: String(event.error) }) })
}
