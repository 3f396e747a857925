import { connect } from 'node:net'
import { freePort } from './freePort.js'
import { type ProcessOptions, type RunningProcess, startProcess } from './startProcess.js'

export interface ServerOptions extends ProcessOptions {
  /** @default a free port */
  port?: number | undefined
}

/** A program that listens on a port. */
export interface RunningServer extends RunningProcess {
  port: number
}

/** Starts a server and waits until its port accepts connections. `PORT` in its arguments and its environment is the port. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { args, env = process.env, port = await freePort() } = options
  const running = startProcess({
    ...options,
    args: args.map((arg) => arg.replaceAll('PORT', String(port))),
    env: { ...env, PORT: String(port) },
  })
  await running.until(() => accepts(port))
  return { ...running, port }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
