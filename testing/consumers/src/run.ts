import { execFile } from 'node:child_process'

export interface RunOptions {
  cwd: string
  env?: Record<string, string>
}

/** Runs a program to its end. It fails with all that was written, when the program fails. */
export function run(command: string, args: readonly string[], { cwd, env }: RunOptions): Promise<{ output: string }> {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: consumerEnv(env), maxBuffer: 2 ** 26 }
    execFile(command, args, options, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error }))
      else resolve({ output: stdout })
    })
  })
}

/** The environment of a user's shell: nothing of Vitest's and pnpm's own. */
export function consumerEnv(env: Record<string, string> = {}): Record<string, string | undefined> {
  const ours = /^(npm_|pnpm_|vitest|node_env$|node_options$|vite_|test$|dev$|prod$|mode$|ssr$|base_url$)/i
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name) || /^npm_config_/i.test(name))
  return { ...Object.fromEntries(kept), NEXT_TELEMETRY_DISABLED: '1', ...env }
}
