import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Resources that must not outlive the test run. */
export interface Leashed {
  /** Process groups (ids of their leaders) to kill. */
  groups?: readonly number[]
  /** Folders to delete after the processes have ended. */
  folders?: readonly string[]
}

// Its stdin closes when this process releases it or dies, even by SIGKILL, for which no exit hook runs.
const script = `
read -r _
for group in $1; do kill -s KILL -- "-$group" 2>/dev/null; done
shift
for attempt in 1 2 3 4 5 6 7 8 9 10; do rm -rf -- "$@" 2>/dev/null && break; sleep 0.1; done
`

/** Holds processes and folders. Calling the returned function kills and deletes them, and so does the end of this process. */
export function leash({ groups = [], folders = [] }: Leashed): () => Promise<void> {
  const holder = spawn('sh', ['-c', script, 'leash', groups.join(' '), ...folders], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  holder.unref()
  const gone = once(holder, 'exit')
  return async () => {
    holder.ref()
    holder.stdin.end()
    await gone
  }
}
