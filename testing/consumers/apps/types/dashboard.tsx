import {
  ConversationFrame,
  ConversationFrameError,
  type ConversationFrameHandle,
  type ConversationFrameProps,
  ConversationFrameProvider,
  type ConversationFrameStatus,
  ConversationLink,
  useConversationFrame,
  usePrefetchConversation,
} from '@conversation-frame/react'
import { ar } from '@conversation-frame/react/locales/ar'
import { he } from '@conversation-frame/react/locales/he'
import '@conversation-frame/react/styles.css'
import { useRef, useState } from 'react'

interface Contact {
  conversationId: number
  phone: string
  email?: string
  name: string | undefined
}

const mint: ConversationFrameProps['endpoint'] = async (target, { signal }) => {
  const response = await fetch('/api/login', { method: 'POST', body: JSON.stringify(target), signal })
  if (response.status === 401) throw new ConversationFrameError('unauthenticated', 'the session has ended')
  return (await response.json()) as { url: string; expiresInSeconds: number }
}

export function Dashboard({ contact, user }: { contact: Contact; user?: string }) {
  const frame = useRef<ConversationFrameHandle>(null)
  const [status, setStatus] = useState<ConversationFrameStatus>('idle')
  const prefetch = usePrefetchConversation({ endpoint: mint })
  const target = { conversationId: contact.conversationId, phoneNumber: contact.phone }
  return (
    <ConversationFrameProvider sessionKey={user} locale={user ? he : ar} labels={{ reload: 'Again' }} keepAlive={2}>
      <button type="button" onFocus={() => prefetch(target)} onClick={() => frame.current?.reload()}>
        {status}
      </button>
      <ConversationFrame
        ref={frame}
        endpoint={mint}
        conversationId={contact.conversationId}
        phoneNumber={contact.phone}
        email={contact.email}
        name={contact.name}
        title={contact.name}
        className="conversation"
        data-contact={contact.phone}
        onStatusChange={setStatus}
        onError={({ code, retryAfterSeconds }) => console.warn(code, retryAfterSeconds)}
        errorFallback={(error, { reload }) => (
          <button type="button" onClick={reload}>
            {error.message}
          </button>
        )}
      />
      <ConversationFrame
        inboxId={12}
        email="dana@example.com"
        endpoint="/api/login"
        headers={() => ({ 'x-csrf': '1' })}
      />
      <ConversationLink {...target}>Open in a new tab</ConversationLink>
      <Bare />
      {/* @ts-expect-error No contact. */}
      <ConversationFrame conversationId={165} />
      {/* @ts-expect-error No place. */}
      <ConversationFrame email="dana@example.com" />
      {/* @ts-expect-error Both contacts may be missing. */}
      <ConversationFrame inboxId={12} phoneNumber={contact.name} email={contact.email} />
    </ConversationFrameProvider>
  )
}

function Bare() {
  const { containerRef, status, error } = useConversationFrame({
    inboxId: 12,
    email: 'dana@example.com',
    loading: 'lazy',
  })
  return (
    <section aria-label={error?.code ?? status}>
      <div ref={containerRef} />
    </section>
  )
}
