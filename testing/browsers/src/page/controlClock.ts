/** `advance` moves all clocks and fires timers. `sleep` moves only `Date`, like a machine that slept. In milliseconds. */
export type ClockCommand = { advance: number } | { sleep: number }

interface Timer {
  due: number
  /** Milliseconds between two calls. Not set for a timeout. */
  period?: number
  call: () => void
  native: number
}

/**
 * Runs in the page, once at its start and then for every command. Time is not frozen, so network and rendering work as usual:
 * it passes on its own and can be moved forward.
 */
export async function controlClock(command?: ClockCommand): Promise<void> {
  if (window.top !== window) return
  const key = Symbol.for('conversation-frame.browsers.clock')
  const scope = window as unknown as Record<symbol, ((command: ClockCommand) => Promise<void>) | undefined>
  if (!scope[key]) Object.defineProperty(window, key, { value: install() })
  if (command) await scope[key]?.(command)

  function install(): (command: ClockCommand) => Promise<void> {
    const native = {
      Date,
      dateNow: Date.now.bind(Date),
      performanceNow: performance.now.bind(performance),
      setTimeout: window.setTimeout.bind(window),
      clearTimeout: window.clearTimeout.bind(window),
    }
    let advanced = 0
    let slept = 0
    // Far above the engine's own ids, which code that ran earlier may still use.
    let lastId = 1_000_000_000
    const timers = new Map<number, Timer>()
    const monotonic = () => native.performanceNow() + advanced
    const dateNow = () => native.dateNow() + Math.round(advanced) + slept

    Date.now = dateNow
    window.Date = new Proxy(native.Date, {
      construct: (target, args, newTarget) => Reflect.construct(target, args.length ? args : [dateNow()], newTarget),
      apply: () => new native.Date(dateNow()).toString(),
    })
    native.Date.prototype.constructor = window.Date
    performance.now = monotonic
    const set = (repeat: boolean) =>
      ((handler: TimerHandler, delay = 0, ...args: unknown[]) => {
        const wait = Math.max(0, Number(delay) || 0)
        if (typeof handler !== 'function')
          throw new TypeError('A controlled clock only runs functions, not source text.')
        const call = () => handler(...args)
        lastId += 1
        timers.set(lastId, { due: monotonic() + wait, call, native: 0, ...(repeat && { period: Math.max(1, wait) }) })
        arm(lastId)
        return lastId
      }) as typeof setTimeout & typeof setInterval
    const clear = (id?: unknown) => {
      const number = Number(id)
      native.clearTimeout(timers.get(number)?.native ?? number)
      timers.delete(number)
    }
    window.setTimeout = set(false)
    window.setInterval = set(true)
    window.clearTimeout = clear
    window.clearInterval = clear

    function arm(id: number): void {
      const timer = timers.get(id)
      if (!timer) return
      native.clearTimeout(timer.native)
      timer.native = native.setTimeout(() => fire(id), Math.max(0, timer.due - monotonic()))
    }

    function fire(id: number): void {
      const timer = timers.get(id)
      if (!timer) return
      native.clearTimeout(timer.native)
      if (timer.period === undefined) timers.delete(id)
      else {
        timer.due += timer.period
        arm(id)
      }
      try {
        timer.call()
      } catch (error) {
        reportError(error)
      }
    }

    /** Lets promises, messages and rendering of the page run, without a timer. */
    function turn(): Promise<void> {
      return new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          port1.close()
          resolve()
        }
        port2.postMessage(null)
      })
    }

    async function advance(milliseconds: number): Promise<void> {
      const target = monotonic() + milliseconds
      for (;;) {
        const [next] = [...timers].sort(([, a], [, b]) => a.due - b.due)
        if (!next || next[1].due > target) break
        advanced += Math.max(0, next[1].due - monotonic())
        fire(next[0])
        await turn()
      }
      advanced += Math.max(0, target - monotonic())
      for (const id of timers.keys()) arm(id)
      await turn()
    }

    return async (given) => {
      if ('sleep' in given) slept += given.sleep
      else await advance(given.advance)
    }
  }
}
