import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export interface ProcessOptions {
  command: string
  args: readonly string[]
  cwd?: string
  /** The whole environment. @default process.env */
  env?: Record<string, string | undefined>
  /** Opens a channel for messages to a Node script. @default false */
  messages?: boolean
}

/** A running program. */
export interface RunningProcess extends AsyncDisposable {
  child: ChildProcess
  /** Everything that it has written so far, errors included. */
  output(): string
  /** Resolves with the exit code, or with `null` if a signal ended the program. */
  ended: Promise<number | null>
  /** Asks until there is an answer. Rejects, with the output, when the program ends or no answer comes in time. */
  until<Answer>(ask: () => Answer | Promise<Answer>): Promise<NonNullable<Answer>>
  /** @param signal `SIGTERM` by default */
  stop(signal?: NodeJS.Signals): Promise<void>
}

const startTimeoutMs = 90_000

/** Starts a program. It ends with the test's own process at the latest. */
export function startProcess(options: ProcessOptions): RunningProcess {
  const { command, args, cwd, env = process.env, messages = false } = options
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe', messages ? 'ipc' : 'ignore'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk
    })
  }
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const ended = once(child, 'close').then(([code]) => {
    process.off('exit', kill)
    return code as number | null
  })
  // Otherwise a command that does not exist would be an unhandled rejection.
  ended.catch(() => {})
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined

  async function stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (!hasEnded()) child.kill(signal)
    await ended
  }

  return {
    child,
    output: () => output,
    ended,
    async until(ask) {
      const giveUpAt = Date.now() + startTimeoutMs
      for (;;) {
        const answer = await Promise.resolve()
          .then(ask)
          .catch(() => undefined)
        if (answer) return answer
        if (hasEnded() || Date.now() > giveUpAt) {
          await stop('SIGKILL')
          throw new Error(`${command} did not start:\n${output}`)
        }
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    stop,
    [Symbol.asyncDispose]: () => stop('SIGKILL'),
  }
}
