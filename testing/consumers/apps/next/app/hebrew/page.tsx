import { ConversationFrame, ConversationFrameProvider } from '@conversation-frame/react'
import { ar } from '@conversation-frame/react/locales/ar'
import { he } from '@conversation-frame/react/locales/he'

// The origin is read when the page is asked for, not when it is built.
export const dynamic = 'force-dynamic'

/** A server component: locales and labels are plain data, so they reach our client components. */
export default function Page() {
  return (
    <ConversationFrameProvider locale={ar} labels={{ reload: 'חיבור מחדש', waiting: 'מתחברים שוב ב־{time}' }}>
      <ConversationFrame
        endpoint="/api/conversation-login"
        loginOrigins={[process.env.LOGIN_ORIGIN ?? '']}
        conversationId={165}
        phoneNumber="972501234567"
        title="דנה לוי"
        locale={he}
        labels={{ errors: { stalled: 'השיחה לא נטענת.' } }}
        style={{ height: 600 }}
      />
    </ConversationFrameProvider>
  )
}
