// First: React looks for its devtools when it loads.
import '@conversation-frame/secrets/devtools'
import '@conversation-frame/react/styles.css'
import { StrictMode, version } from 'react'
import { flushSync } from 'react-dom'
import { createRoot, type Root } from 'react-dom/client'
import type { Scene } from '../Scene.js'
import { events, type HostEvent, loadsOf, watchPage } from './log.js'
import { SceneView } from './SceneView.js'
import { leaks, leaksAndStored } from './watch.js'

declare global {
  interface Window {
    /** What a test does in the host page. */
    promises: {
      /** Draws a scene in StrictMode, in a React root of that name. */
      render(scene: Scene, root?: string): void
      events: readonly HostEvent[]
      loadsOf(iframe: HTMLIFrameElement): number
      /** Where a link could be seen in this document. */
      leaks(): string[]
      /** The same, with what it has stored. */
      leaksAndStored(): Promise<string[]>
      reactVersion: string
    }
  }
}

const roots = new Map<string, Root>()

function rootOf(name: string): Root {
  const known = roots.get(name)
  if (known) return known
  const container = document.createElement('div')
  container.dataset.root = name
  document.body.append(container)
  const root = createRoot(container)
  roots.set(name, root)
  return root
}

watchPage()
window.promises = {
  // At once, so that a step of a test begins where the former one has ended.
  render: (scene, root = 'main') =>
    flushSync(() =>
      rootOf(root).render(
        <StrictMode>
          <SceneView scene={scene} />
        </StrictMode>,
      ),
    ),
  events,
  loadsOf,
  leaks,
  leaksAndStored,
  reactVersion: version,
}

const scene = new URLSearchParams(location.search).get('scene')
if (scene) window.promises.render(JSON.parse(scene) as Scene)
