// Must be the first import: React looks for its devtools when it loads.
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
    /** The functions that a test calls in the host page. */
    promises: {
      /** Renders a scene in StrictMode, in the React root with this name. */
      render(scene: Scene, root?: string): void
      events: readonly HostEvent[]
      loadsOf(iframe: HTMLIFrameElement): number
      /** The places in this document where a link was visible. */
      leaks(): string[]
      /** The same, including the page's storage. */
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
  // Synchronously, so that each step of a test starts where the previous one ended.
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
