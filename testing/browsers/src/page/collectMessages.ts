import type { Message } from '../Browser.js'

/**
 * Runs in the page, at its start and for each request of the driver: collects console output from then on, and returns what
 * has arrived since the last call.
 */
export function collectMessages(): Message[] {
  const key = Symbol.for('conversation-frame.browsers.messages')
  const scope = window as unknown as Record<symbol, Message[] | undefined>
  const messages = scope[key] ?? install()
  return messages.splice(0)

  function install(): Message[] {
    const collected: Message[] = []
    Object.defineProperty(window, key, { value: collected })
    const methods = { debug: 'debug', log: 'info', info: 'info', warn: 'warning', error: 'error' } as const
    for (const [method, kind] of Object.entries(methods) as [keyof typeof methods, Message['kind']][]) {
      const native = console[method].bind(console)
      console[method] = (...values: unknown[]) => {
        collected.push({ kind, text: values.map(String).join(' ') })
        native(...values)
      }
    }
    const uncaught = (value: unknown) => collected.push({ kind: 'exception', text: String(value) })
    window.addEventListener('error', (event) => {
      if (event instanceof ErrorEvent) uncaught(event.error ?? event.message)
    })
    window.addEventListener('unhandledrejection', (event) => uncaught(event.reason))
    return collected
  }
}
