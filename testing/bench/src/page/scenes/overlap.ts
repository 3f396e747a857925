import { askForLink } from '../askForLink.js'
import { environment } from '../environment.js'
import { hostTime, setHostTime } from '../hostTime.js'

declare global {
  interface Window {
    overlap: {
      setHostTime(): Promise<void>
      /** Requests a link and opens it. Returns when it started and when the login page had loaded, by the host's clock. */
      open(): Promise<{ began: number; loaded: number }>
    }
  }
}

const { endpoint, vendorOrigin, variant } = environment

/** A page of the vendor that does not affect the login. */
const harmless = `${vendorOrigin}/health`

function addFrame(): HTMLIFrameElement {
  const frame = document.createElement('iframe')
  frame.style.cssText = 'width: 100%; height: 480px; border: 0'
  document.body.append(frame)
  return frame
}

function addPreconnect(): void {
  const hint = document.createElement('link')
  hint.rel = 'preconnect'
  hint.href = vendorOrigin
  document.head.append(hint)
}

/** What to do while the link is being requested. */
const meanwhile: Record<string, (frame: HTMLIFrameElement) => void> = {
  nothing: () => {},
  preconnect: addPreconnect,
  // A separate, hidden frame.
  'frame beside': () => {
    const beside = addFrame()
    beside.style.display = 'none'
    beside.contentWindow?.location.replace(harmless)
  },
  // The frame that opens the link afterwards.
  'same frame': (frame) => frame.contentWindow?.location.replace(harmless),
}

window.overlap = {
  setHostTime,
  async open() {
    const began = hostTime()
    const frame = addFrame()
    const asked = askForLink(endpoint, { conversationId: 165, phoneNumber: '972501234567' })
    meanwhile[variant]?.(frame)
    const url = await asked
    const loaded = new Promise<number>((resolve) => {
      const isLogin = (event: Event) => event.isTrusted && frame.contentDocument === null
      frame.addEventListener('load', (event) => {
        if (isLogin(event)) resolve(hostTime())
      })
    })
    frame.contentWindow?.location.replace(url)
    return { began, loaded: await loaded }
  },
}
