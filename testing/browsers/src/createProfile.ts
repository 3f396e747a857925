import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { leash } from './leash.js'

/** An empty folder for a browser's profile, deleted by `remove` or when this process ends. */
export async function createProfile(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'conversation-frame-browser-'))
  return { folder, remove: leash({ folders: [folder] }) }
}
