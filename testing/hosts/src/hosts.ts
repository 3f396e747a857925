import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort, type RunningServer, startProcess } from '@conversation-frame/processes'
import { build } from 'esbuild'
import { startHostServer } from './startHostServer.js'

export type HostEnv = Record<string, string>

/** A platform that serves the login endpoint. */
export interface Host extends Particulars {
  name: string
  start(env: HostEnv): Promise<RunningServer>
}

/** What a platform does otherwise than most. */
interface Particulars {
  /** Methods that the host answers itself, with the response. */
  answersItself?: Record<string, number>
  /** A request's URL has the host name that the server was started with, not the one that the browser asked for. */
  keepsItsName?: true
  /** The handler does not learn that the browser disconnected: the vendor's call runs to its end. */
  hidesLeaving?: true
  /** Its requests came over TLS, whatever they came over here. */
  assumesTls?: true
}

const folder = fileURLToPath(new URL('../../../apps/examples', import.meta.url))
const binary = (name: string) => join(folder, 'node_modules/.bin', name)
const example = (name: string) => join(folder, name)
const node = (name: string, particulars: Particulars = {}): Host => ({
  ...particulars,
  name,
  start: (env) => startExample(name, env),
})

/** Runs an example in Node. tsx compiles it; what it imports of ours is the published build. */
export function startExample(name: string, env: HostEnv, port?: number): Promise<RunningServer> {
  const args = ['--import', 'tsx', example(`${name}.ts`)]
  return startHostServer({ command: process.execPath, args, env, cwd: folder, port })
}

const lambda = (name: string, particulars: Particulars = {}): Host => ({
  ...particulars,
  hidesLeaving: true,
  name,
  start: (env) => {
    const args = ['--import', 'tsx', join(import.meta.dirname, 'serveLambda.js'), example(`${name}.ts`)]
    return startHostServer({ command: process.execPath, args, env, cwd: folder })
  },
})

/** Every platform with an example. */
export const hosts: readonly Host[] = [
  node('nodeHttp'),
  node('express'),
  // It has a fixed list of methods.
  node('fastify', { answersItself: { PROPFIND: 404 } }),
  node('hono'),
  { name: 'next', start: startNext, answersItself: { PROPFIND: 400, TRACE: 500 }, keepsItsName: true },
  {
    name: 'bun',
    start: (env) => startHostServer({ command: binary('bun'), args: [example('bun.ts')], env, cwd: folder }),
  },
  {
    name: 'deno',
    start: (env) => {
      const args = [
        'run',
        '--allow-net',
        '--allow-env',
        '--allow-read',
        '--node-modules-dir=manual',
        example('deno.ts'),
      ]
      // Not the package's command: it starts this one, and would leave it behind when it is stopped.
      return startHostServer({ command: join(folder, 'node_modules/deno/deno'), args, env, cwd: folder })
    },
  },
  { name: 'workerd', start: startWorkerd, hidesLeaving: true },
  lambda('lambdaServerlessHttp', { assumesTls: true }),
  lambda('lambdaServerlessExpress', { assumesTls: true }),
  lambda('lambdaFastify', { answersItself: { PROPFIND: 404 } }),
]

async function startNext(env: HostEnv): Promise<RunningServer> {
  const cwd = example('next')
  const settings = { ...env, NEXT_TELEMETRY_DISABLED: '1' }
  const buildEnv = { ...process.env, ...settings, NODE_ENV: 'production' }
  const building = startProcess({ command: binary('next'), args: ['build'], cwd, env: buildEnv })
  if ((await building.ended) !== 0) throw new Error(building.output())
  return startHostServer({
    command: binary('next'),
    args: ['start', '-H', '127.0.0.1', '-p', 'PORT'],
    env: settings,
    cwd,
  })
}

/** Cloudflare's runtime itself, as its own tools start it: a bundled worker and a configuration that names it. */
async function startWorkerd(env: HostEnv): Promise<RunningServer> {
  const cwd = await mkdtemp(join(tmpdir(), 'conversation-frame-workerd-'))
  const entryPoints = [example('worker.ts')]
  await build({ entryPoints, outfile: join(cwd, 'worker.js'), bundle: true, format: 'esm', conditions: ['workerd'] })
  const port = await freePort()
  const bindings = Object.entries(env).map(([name, value]) => `(name = "${name}", text = ${JSON.stringify(value)})`)
  await writeFile(
    join(cwd, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["public", "private", "local"]))
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-06-01",
  bindings = [${bindings.join(', ')}]
);
`,
  )
  const running = await startHostServer({ command: binary('workerd'), args: ['serve', 'config.capnp'], cwd, port })
  return {
    ...running,
    async stop(signal) {
      await running.stop(signal)
      await rm(cwd, { recursive: true, force: true })
    },
  }
}
