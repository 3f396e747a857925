import { log } from './log.js'

export const onEvent = (event) => {
  // An Error is `{}` as JSON: name its message.
  log.info({ ...event, ...('error' in event && { error: String(event.error) }) })
}
