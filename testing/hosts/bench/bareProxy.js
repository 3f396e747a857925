// The least that a host could write: the same listener, the same fetch, no checks at all.
import { createServer } from 'node:http'
import { createNodeListener } from '@conversation-frame/server/node'

const url = `${process.env.PARTNER_BASE_URL}/api/online/loginConversation`
const headers = { authorization: 'Bearer bench', 'content-type': 'application/json' }

async function proxy(request) {
  const { conversationId, phoneNumber } = await request.json()
  const asked = {
    accountID: 4142,
    agentID: 3142,
    server: 'online',
    conversation_id: conversationId,
    phone_number: phoneNumber,
  }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(asked) })
  const { login } = await response.json()
  return Response.json({ url: login, expiresInSeconds: 300 })
}

createServer(createNodeListener(proxy)).listen(Number(process.env.PORT), '127.0.0.1')
