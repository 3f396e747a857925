import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'

/** A server in a process of its own. */
export interface RunningProcess {
  port: number
  child: ChildProcess
  /** What it has written so far. */
  output: () => string
  stop(signal?: NodeJS.Signals): Promise<void>
}

export interface ProcessOptions {
  command: string
  args: readonly string[]
  env?: Record<string, string>
  cwd?: string
  port?: number
}

/** Starts a server and waits until its port takes connections. `PORT` in its arguments stands for the port. */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  const { command, args, env = {}, cwd, port = await freePort() } = options
  const child = spawn(
    command,
    args.map((arg) => arg.replaceAll('PORT', String(port))),
    {
      env: { ...process.env, ...env, PORT: String(port), NODE_ENV: 'production' },
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  const collect = (chunk: Buffer) => {
    output += chunk
  }
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const running = {
    port,
    child,
    output: () => output,
    async stop(signal: NodeJS.Signals = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill(signal)
      await once(child, 'exit')
    },
  }
  const ends = Date.now() + 30_000
  while (!(await accepts(port))) {
    if (child.exitCode !== null || Date.now() > ends) {
      await running.stop('SIGKILL')
      throw new Error(`${command} does not listen on ${port}:\n${output}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return running
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
