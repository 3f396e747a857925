import { ConversationFrame, usePrefetchConversation } from '@conversation-frame/react'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { askForLink } from '../askForLink.js'
import { environment } from '../environment.js'
import { hostTime, setHostTime } from '../hostTime.js'

/** The cost of a click. */
export interface Click {
  /** The time of the click, by the host's clock. */
  at: number
  /** Milliseconds until the frame was navigated to its link. */
  opening: number
  /** Animation frames that had begun by then. */
  animationFrames: number
}

declare global {
  interface Window {
    prefetch: { prepare(): Promise<void>; setHostTime(): Promise<void>; click(): Promise<Click> }
  }
}

const target = { conversationId: 165, phoneNumber: '972501234567' }
const { endpoint, vendorOrigin } = environment
const options = { endpoint, loginOrigins: [vendorOrigin] }

let opened = () => {}

function Ours() {
  const prefetch = usePrefetchConversation(options)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" id="prepare" onClick={() => prefetch(target)}>
        Hover
      </button>
      <button type="button" id="open" onClick={() => setOpen(true)}>
        Open
      </button>
      {isOpen && (
        <ConversationFrame
          {...target}
          {...options}
          title="Dana Levi"
          style={{ height: 480 }}
          onStatusChange={(status) => status === 'opening' && opened()}
        />
      )}
    </>
  )
}

/** The lower bound: the URL is known before the click. */
function Known() {
  const [url, setUrl] = useState('')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" id="prepare" onClick={() => askForLink(endpoint, target).then(setUrl)}>
        Hover
      </button>
      <button type="button" id="open" onClick={() => setOpen(true)}>
        Open
      </button>
      {isOpen && <iframe src={url} title="Dana Levi" ref={(frame) => (frame ? opened() : undefined)} />}
    </>
  )
}

const container = document.createElement('div')
document.body.append(container)
flushSync(() => createRoot(container).render(environment.variant === 'known' ? <Known /> : <Ours />))

const button = (id: string) => document.querySelector<HTMLButtonElement>(`#${id}`)

window.prefetch = {
  setHostTime,
  async prepare() {
    button('prepare')?.click()
  },
  click: () =>
    new Promise((resolve) => {
      // Directly after an animation frame, so that the next one is as far away as possible.
      requestAnimationFrame(() =>
        setTimeout(() => {
          let animationFrames = 0
          const count = () => {
            animationFrames += 1
            requestAnimationFrame(count)
          }
          requestAnimationFrame(count)
          const at = hostTime()
          const began = performance.now()
          opened = () => resolve({ at, opening: performance.now() - began, animationFrames })
          button('open')?.click()
        }),
      )
    }),
}
