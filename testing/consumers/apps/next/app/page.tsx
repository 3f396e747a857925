import { ConversationFrame } from '@conversation-frame/react'

// The origin is read when the page is asked for, not when it is built.
export const dynamic = 'force-dynamic'

/** A server component: it gives our client component its props, and imports it without a wrapper. */
export default function Page() {
  return (
    <ConversationFrame
      endpoint="/api/conversation-login"
      loginOrigins={[process.env.LOGIN_ORIGIN ?? '']}
      conversationId={165}
      phoneNumber="972501234567"
      title="Dana Levi"
      style={{ height: 600 }}
    />
  )
}
