import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** What must not outlive the test run. */
export interface Leashed {
  /** Process groups (ids of their leaders) to kill. */
  groups?: readonly number[]
  /** Folders to delete once those are dead. */
  folders?: readonly string[]
}

// Its input ends when this process lets go of it, or dies of whatever, SIGKILL included: no exit hook sees that one.
const script = `
read -r _
for group in $1; do kill -s KILL -- "-$group" 2>/dev/null; done
shift
for attempt in 1 2 3 4 5 6 7 8 9 10; do rm -rf -- "$@" 2>/dev/null && break; sleep 0.1; done
`

/** Holds processes and folders. Calling the result kills and deletes them, and the end of this process does the same. */
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
