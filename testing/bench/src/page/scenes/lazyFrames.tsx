import { ConversationFrame } from '@conversation-frame/react'
import { createRoot } from 'react-dom/client'
import { environment } from '../environment.js'

const target = { conversationId: 165, phoneNumber: '972501234567' }

// A scroll container, so that no row outside counts as near: it shows six of a hundred rows, the last one in part.
function LazyFrames() {
  return (
    <div style={{ height: 590, overflow: 'auto' }}>
      {Array.from({ length: 100 }, (_, index) => (
        <ConversationFrame
          key={index}
          {...target}
          endpoint={environment.endpoint}
          loginOrigins={[environment.vendorOrigin]}
          settleTime={environment.settleTime}
          loading="lazy"
          toolbar={false}
          title={`Conversation ${index}`}
          style={{ height: 100, overflow: 'hidden' }}
        />
      ))}
    </div>
  )
}

const container = document.createElement('div')
document.body.append(container)
createRoot(container).render(<LazyFrames />)
