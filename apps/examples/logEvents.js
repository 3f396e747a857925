import { log } from './log.js'

export const onEvent = (event) => {
  // An Error serializes to `{}`: log its message.
  log.info({ ...event, ...('error' in event && { error: String(event.error) }) })
}
