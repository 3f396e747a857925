import type { Message } from '../Browser.js'

const kinds: Record<string, Message['kind']> = { DEBUG: 'debug', WARN: 'warning', ERROR: 'error' }

/** Reads a line such as `CONSOLE JS ERROR Error: …` that WebKit writes for each console message; other lines are not ours. */
export function webkitMessage(line: string): Message | undefined {
  const [, source, level, text] = /^(?:.*\n)*?CONSOLE (\w+) (\w+) ?(.*)$/s.exec(line) ?? []
  if (source === undefined || level === undefined || text === undefined) return undefined
  return { kind: source === 'JS' && level === 'ERROR' ? 'exception' : (kinds[level] ?? 'info'), text }
}
