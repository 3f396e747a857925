import {
  ConversationFrame,
  type ConversationFrameProps,
  ConversationFrameProvider,
  ConversationLink,
  usePrefetchConversation,
} from '@conversation-frame/react'
import * as React from 'react'
import { Suspense } from 'react'
import { createPortal } from 'react-dom'
import type { FrameScene, ProviderOptions, Scene, Target } from '../Scene.js'
import { log, logError } from './log.js'

/** The vendor's origin. It is part of the page's URL, because the port is chosen at run time. */
const loginOrigins = [new URLSearchParams(location.search).get('vendor') ?? '']

const endpoint = '/login'

/** Renders a scene. Functions and objects are new on each render, as in most dashboards. */
export function SceneView({ scene }: { scene: Scene }) {
  switch (scene.type) {
    case 'frame':
      return <LoggedFrame {...scene} />
    case 'box':
      return (
        <div
          data-box={scene.key}
          hidden={scene.hidden}
          style={{ height: scene.height, overflow: scene.scrolls ? 'auto' : undefined }}
        >
          {scene.children.map((child, index) => (
            // The children of a scene keep their positions. Only a list changes positions.
            <SceneView key={child.type === 'box' ? child.key : index} scene={child} />
          ))}
        </div>
      )
    case 'details':
      return (
        <details open={scene.open}>
          <summary>Conversation</summary>
          <SceneView scene={scene.child} />
        </details>
      )
    case 'list':
      return scene.children.map((child) => (
        <div key={child.type === 'frame' ? child.id : JSON.stringify(child)}>
          <SceneView scene={child} />
        </div>
      ))
    case 'activity':
      return (
        <React.Activity mode={scene.mode}>
          <SceneView scene={scene.child} />
        </React.Activity>
      )
    case 'suspense':
      return (
        <Suspense fallback={<p>Suspended</p>}>
          <SceneView scene={scene.child} />
          <Suspender suspended={scene.suspended} />
        </Suspense>
      )
    case 'portal':
      return createPortal(<SceneView scene={scene.child} />, portalTarget(scene.into))
    case 'provider':
      return (
        <ConversationFrameProvider endpoint={endpoint} {...providerProps(scene.props)}>
          <SceneView scene={scene.child} />
        </ConversationFrameProvider>
      )
    case 'prefetch':
      return <Prefetch target={scene.target} />
    case 'link':
      return (
        <ConversationLink
          {...scene.target}
          endpoint={endpoint}
          loginOrigins={loginOrigins}
          onError={(error) => logError('link', error)}
        >
          Open in a new tab
        </ConversationLink>
      )
    case 'nothing':
      return null
  }
}

function LoggedFrame({ id, props }: FrameScene) {
  const given = {
    endpoint,
    loginOrigins,
    title: `Conversation ${id}`,
    style: { height: 400 },
    ...props,
  } as ConversationFrameProps
  return (
    <ConversationFrame
      {...given}
      id={id}
      onStatusChange={(status) => log(id, 'status', status)}
      onError={(error) => logError(id, error)}
      onNavigate={() => log(id, 'navigate', '')}
    />
  )
}

const forever = new Promise<never>(() => {})

/** Throws the promise, because React 18 has no `use`. */
function Suspender({ suspended }: { suspended: boolean }) {
  if (suspended) throw forever
  return null
}

function portalTarget(name: string): Element {
  const known = document.querySelector(`[data-portal="${name}"]`)
  if (known) return known
  const target = document.createElement('div')
  target.dataset.portal = name
  document.body.append(target)
  return target
}

function providerProps({ conversationUrl, ...props }: ProviderOptions) {
  return {
    ...props,
    ...(conversationUrl && {
      conversationUrl: ({ conversationId, origin }: { conversationId: number; origin: string }) =>
        `${origin}/app/accounts/4142/conversations/${conversationId}`,
    }),
  }
}

function Prefetch({ target }: { target: Target }) {
  const prefetch = usePrefetchConversation({ endpoint, loginOrigins })
  return (
    <button type="button" data-prefetch="" onClick={() => prefetch(target)}>
      Prefetch
    </button>
  )
}
