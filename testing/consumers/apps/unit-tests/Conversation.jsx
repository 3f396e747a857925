import { ConversationFrame } from '@conversation-frame/react'
import '@conversation-frame/react/styles.css'

/** What a dashboard would have of its own. */
export function Conversation(props) {
  return <ConversationFrame conversationId={165} phoneNumber="972501234567" title="Dana Levi" {...props} />
}
