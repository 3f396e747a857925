import { Activity, StrictMode, useEffect } from 'react'
import { createPortal, flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { ConversationFrameProvider } from '../../src/ConversationFrameProvider.js'
import { usePrefetchConversation } from '../../src/usePrefetchConversation.js'
import { frameOf, type Stack } from '../frameOf.js'
import type { Audit, View } from './createAudit.js'
import { type Sequence, type SlotName, slotNames, type TargetName, targets } from './Sequence.js'

/** What is rendered in one slot. */
export interface Slot {
  view: View
  hidden: boolean
  portal: boolean
}

export interface PageState {
  user: string
  order: SlotName[]
  slots: Partial<Record<SlotName, Slot>>
}

/** Renders a state of the page as an application would: in StrictMode, in two roots. */
export function createPage(
  stack: Stack,
  { keepAlive, twoFrames }: Sequence,
  audit: Audit,
  tell: (value: unknown) => void,
) {
  const place = document.createElement('div')
  const otherPlace = document.createElement('div')
  const island = document.createElement('div')
  // On top of each other, so that only `scroll` decides what is in the viewport.
  for (const each of [place, otherPlace, island])
    each.style.cssText = 'position: absolute; top: 0; left: 0; width: 300px'
  document.body.append(place, otherPlace, island)
  const [root, otherRoot] = [createRoot(place), createRoot(otherPlace)]
  const prefetch: { now?: (target: TargetName) => void } = {}

  function slotOf(name: SlotName, { view, hidden, portal }: Slot) {
    const frame = (
      <div key={name} data-slot={name}>
        <Activity mode={hidden ? 'hidden' : 'visible'}>
          {frameOf(stack, {
            ...(targets[view.target] as object),
            settleTime: 40,
            loading: name === 'c' ? 'lazy' : 'eager',
            style: { height: 120 },
            headers: () => {
              audit.asks(view)
              return {}
            },
            onStatusChange: (status) => {
              tell(status)
              if (status === 'opening') audit.opens(view)
            },
            onError: tell,
            onNavigate: () => {},
            onMessage: ({ data }) => tell(data),
          })}
        </Activity>
      </div>
    )
    return portal ? createPortal(frame, island, name) : frame
  }

  return {
    render({ user, order, slots }: PageState): void {
      const { c } = slots
      flushSync(() => {
        root.render(
          <StrictMode>
            <ConversationFrameProvider
              keepAlive={keepAlive}
              sessionKey={user}
              conversationUrl={
                twoFrames
                  ? ({ conversationId, origin }) => `${origin}/app/accounts/4142/conversations/${conversationId}`
                  : undefined
              }
            >
              <Prefetch stack={stack} onAsk={audit.prefetches} handle={prefetch} />
              {order.map((name) => slots[name] && slotOf(name, slots[name]))}
            </ConversationFrameProvider>
          </StrictMode>,
        )
        otherRoot.render(<StrictMode>{c && slotOf('c', c)}</StrictMode>)
      })
    },

    prefetch: (target: TargetName) => prefetch.now?.(target),
    scroll(far: boolean): void {
      otherPlace.style.top = far ? '6000px' : '0'
    },

    element: (name: SlotName) => document.querySelector<HTMLElement>(`[data-slot="${name}"]`),
    parked: () => [...document.querySelectorAll<HTMLIFrameElement>('[data-conversation-frame-parking] iframe')],

    /** The slots in which a link is being requested or opened, as far as the page shows it. */
    loggingIn: () => slotNames.filter((name) => document.querySelector(underWay(name))?.checkVisibility() === true),

    /** The same for frames that have been hidden since. */
    hiddenLoggingIn: () =>
      slotNames.filter((name) => document.querySelector(underWay(name))?.checkVisibility() === false),

    unmount(): void {
      flushSync(() => {
        root.unmount()
        otherRoot.unmount()
      })
      for (const each of [place, otherPlace, island]) each.remove()
    },
  }
}

function underWay(name: SlotName): string {
  return `[data-slot="${name}"] :is([data-status="requesting"], [data-status="opening"])`
}

/** Exposes the hook's function. */
function Prefetch(props: { stack: Stack; onAsk: () => void; handle: { now?: (target: TargetName) => void } }) {
  const { stack, onAsk, handle } = props
  const prefetch = usePrefetchConversation({
    endpoint: stack.endpoint,
    credentials: 'omit',
    loginOrigins: [stack.loginOrigin],
    headers: () => {
      onAsk()
      return {}
    },
  })
  useEffect(() => {
    handle.now = (target) => prefetch(targets[target] as Parameters<typeof prefetch>[0])
  })
  return null
}
