import { type RunningServer, type ServerOptions, startServer } from '@conversation-frame/processes'

/** Starts a server in production mode. `env` is added to the environment of the tests. */
export function startHostServer(options: ServerOptions): Promise<RunningServer> {
  return startServer({ ...options, env: { ...process.env, ...options.env, NODE_ENV: 'production' } })
}
