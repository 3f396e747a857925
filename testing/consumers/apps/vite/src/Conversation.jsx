import { ConversationFrame } from '@conversation-frame/react'
import '@conversation-frame/react/styles.css'

export function Conversation() {
  return (
    <ConversationFrame
      endpoint="/api/conversation-login"
      loginOrigins={[import.meta.env.VITE_LOGIN_ORIGIN]}
      conversationId={165}
      phoneNumber="972501234567"
      title="Dana Levi"
      style={{ height: 600 }}
    />
  )
}
