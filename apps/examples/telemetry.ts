import type { LoginEvent } from '@conversation-frame/server'
import { metrics } from '@opentelemetry/api'

const meter = metrics.getMeter('conversation-login')
const answers = meter.createCounter('conversation_login.answers')
const duration = meter.createHistogram('conversation_login.duration', { unit: 'ms' })

export const onEvent = (event: LoginEvent) => {
  const code = 'code' in event ? event.code : 'ok'
  answers.add(1, { type: event.type, code })
  if ('durationMs' in event) duration.record(event.durationMs, { type: event.type, code })
}
