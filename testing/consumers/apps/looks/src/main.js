import { ConversationFrame, ConversationFrameError } from '@conversation-frame/react'
import '@conversation-frame/react/styles.css'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'

const never = () => new Promise(() => {})

function fail(code, options) {
  return async () => {
    throw new ConversationFrameError(code, 'for this page', options)
  }
}

// A frame for each set of colours, on a page without a server. Those that end come first: logins run one at a time.
const frames = {
  failed: { endpoint: fail('forbidden') },
  waiting: { endpoint: fail('vendor_unavailable', { retryAfterSeconds: 3600 }) },
  loading: { endpoint: never },
  notice: { endpoint: never },
}
// A new tab that is blocked shows a notice.
window.open = () => null

createRoot(document.getElementById('root')).render(
  Object.entries(frames).map(([id, props]) =>
    createElement(ConversationFrame, {
      key: id,
      id,
      conversationId: 165,
      email: 'dana@example.com',
      title: id,
      onError: () => {},
      ...props,
    }),
  ),
)
