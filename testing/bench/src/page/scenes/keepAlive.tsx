import { ConversationFrame, ConversationFrameProvider } from '@conversation-frame/react'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { environment } from '../environment.js'

/** The cost of switching to the other conversation. */
export interface Switch {
  /** Milliseconds until the conversation's frame was in its container. */
  milliseconds: number
  /** Animation frames until it was visible in its container. */
  animationFrames: number
  /** Whether it is the same iframe as before and has not loaded again. */
  kept: boolean
}

declare global {
  interface Window {
    keepAlive: { open(): Promise<void>; goTo(index: number): Promise<Switch> }
  }
}

const targets = [
  { conversationId: 165, phoneNumber: '972501234567' },
  { conversationId: 166, phoneNumber: '972502345678' },
]

let show: (index: number) => void = () => {}
let status = ''

function Desk() {
  const [index, setIndex] = useState(0)
  show = setIndex
  const target = targets[index] ?? { conversationId: 165, phoneNumber: '972501234567' }
  return (
    <ConversationFrameProvider
      endpoint={environment.endpoint}
      loginOrigins={[environment.vendorOrigin]}
      settleTime={environment.settleTime}
      keepAlive={2}
    >
      <ConversationFrame
        key={target.conversationId}
        {...target}
        title="A conversation"
        style={{ height: 480 }}
        onStatusChange={(now) => {
          status = now
        }}
      />
    </ConversationFrameProvider>
  )
}

const container = document.createElement('div')
document.body.append(container)
const known = new Map<number, { frame: Element | null; loads: number }>()
const shownFrame = () => container.querySelector('iframe')

let loads = 0
document.addEventListener('load', () => (loads += 1), { capture: true })

const animationFrame = () => new Promise(requestAnimationFrame)

async function open(): Promise<void> {
  createRoot(container).render(<Desk />)
  for (const index of targets.keys()) {
    show(index)
    await animationFrame()
    // Open and settled: a frame can be kept alive only then.
    while (status !== 'open') await animationFrame()
    await new Promise((resolve) => setTimeout(resolve, environment.settleTime + 500))
    known.set(index, { frame: shownFrame(), loads })
  }
}

async function goTo(index: number): Promise<Switch> {
  await animationFrame()
  const before = loads
  const began = performance.now()
  flushSync(() => show(index))
  const milliseconds = performance.now() - began
  let animationFrames = 0
  do {
    await animationFrame()
    animationFrames += 1
  } while (shownFrame()?.style.visibility === 'hidden' && animationFrames < 600)
  return { milliseconds, animationFrames, kept: shownFrame() === known.get(index)?.frame && loads === before }
}

window.keepAlive = { open, goTo }
