/** Everything that a log, a persister or a devtools panel could read from a value. Closures stay private. */
export function written(value: unknown): string {
  const text: string[] = []
  const seen = new Set<unknown>()
  const left = [value]
  while (left.length) {
    const next = left.pop()
    if (typeof next === 'string') text.push(next)
    else if (next instanceof URL) text.push(next.href)
    else if (next instanceof Map || next instanceof Set) left.push(...next.entries())
    // The DOM is checked separately, and a window may have another origin.
    if (!isObject(next) || seen.has(next) || next instanceof Node || next === next.window) continue
    seen.add(next)
    if (next instanceof Error) text.push(next.message, next.stack ?? '')
    // Accessors are skipped: React's warn when they are read.
    for (const [key, { value }] of Object.entries(Object.getOwnPropertyDescriptors(next))) {
      text.push(key)
      left.push(value)
    }
  }
  return text.join('\n')
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}
