import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, type RunningServer } from '@conversation-frame/processes'
import { type HostEnv, startExample } from './hosts.js'
import { startHostServer } from './startHostServer.js'

/** Three instances of the login endpoint behind nginx, sharing a Redis. */
export interface Cluster {
  origin: string
  instances: RunningServer[]
  redis: RunningServer
  /** Starts one again on its old port. */
  restart(which: 'redis' | number): Promise<void>
  /** All that instances have written, those that are no more included, and the proxy's log of errors. */
  written(): Promise<string>
  stop(): Promise<void>
}

export async function startCluster(env: HostEnv): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'conversation-frame-cluster-'))
  const startRedis = (port?: number) => {
    const args = ['--port', 'PORT', '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder]
    return startHostServer({ command: 'redis-server', args, port })
  }
  const redis = await startRedis()
  const startInstance = (port?: number) =>
    startExample('instance', { ...env, REDIS_URL: `redis://127.0.0.1:${redis.port}` }, port)
  const instances = await Promise.all([startInstance(), startInstance(), startInstance()])
  const nginx = await startNginx(folder, instances)
  const everStarted: RunningServer[] = [...instances]
  const cluster: Cluster = {
    origin: `http://127.0.0.1:${nginx.port}`,
    instances,
    redis,
    async restart(which) {
      if (which === 'redis') cluster.redis = await startRedis(redis.port)
      else {
        const instance = await startInstance(instances[which]?.port)
        instances[which] = instance
        everStarted.push(instance)
      }
    },
    async written() {
      const errors = await readFile(join(folder, 'error.log'), 'utf8')
      return [...everStarted, nginx].map(({ output }) => output()).join('\n') + errors
    },
    async stop() {
      await nginx.stop()
      await Promise.all([...instances, cluster.redis].map((running) => running.stop()))
      await rm(folder, { recursive: true })
    },
  }
  return cluster
}

/** A proxy as hosts have them: it gives the instances another host name than the one that browsers see. */
async function startNginx(folder: string, instances: readonly RunningServer[]): Promise<RunningServer> {
  const port = await freePort()
  const servers = instances.map((instance) => `server 127.0.0.1:${instance.port} max_fails=0;`)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  )
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events { worker_connections 2048; }
http {
  access_log off; ${temporary.join(' ')}
  upstream endpoint { ${servers.join(' ')} keepalive 64; }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://endpoint;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host internal.example;
      add_header x-attempts $upstream_response_time always;
      # A mint that was lost with its instance may be repeated: the lost link expires unopened.
      proxy_next_upstream error timeout non_idempotent;
    }
  }
}
`,
  )
  return startHostServer({ command: 'nginx', args: ['-p', folder, '-c', join(folder, 'nginx.conf')], port })
}
