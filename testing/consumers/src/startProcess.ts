import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { consumerEnv } from './run.js'

/** A program that goes on until it is stopped. */
export interface RunningProcess extends AsyncDisposable {
  /** What it has written so far. */
  output(): string
  /** Asks until there is an answer. It fails, with what was written, when the program ends or nothing comes in time. */
  until<Answer>(ask: () => Answer | Promise<Answer>): Promise<NonNullable<Answer>>
}

/** Starts a program. It ends with the test's process too, and with Ctrl+C. */
export function startProcess(
  command: string,
  args: readonly string[],
  { cwd, env }: { cwd: string; env?: Record<string, string> },
): RunningProcess {
  const child = spawn(command, args, {
    cwd,
    env: consumerEnv(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk
    })
  }
  const ended = once(child, 'exit')
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  return {
    output: () => output,
    async until(ask) {
      const giveUp = Date.now() + 90_000
      for (;;) {
        const answer = await Promise.resolve()
          .then(ask)
          .catch(() => undefined)
        if (answer) return answer
        if (child.exitCode !== null || Date.now() > giveUp) throw new Error(`${command} did not start:\n${output}`)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    },
    async [Symbol.asyncDispose]() {
      kill()
      process.off('exit', kill)
      await ended
    },
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('There is no free port.')
  return address.port
}
