import { ConversationFrame } from '@conversation-frame/react'
import { useLoaderData } from 'react-router'

export function loader() {
  return { loginOrigin: process.env.LOGIN_ORIGIN ?? '' }
}

export default function Home() {
  const { loginOrigin } = useLoaderData<typeof loader>()
  return (
    <ConversationFrame
      endpoint="/api/conversation-login"
      loginOrigins={[loginOrigin]}
      conversationId={165}
      phoneNumber="972501234567"
      title="Dana Levi"
      style={{ height: 600 }}
    />
  )
}
