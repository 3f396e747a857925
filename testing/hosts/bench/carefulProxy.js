// The bare proxy with what a host adds to the same call when it is careful: a limit of time, an end when the browser has gone,
// no redirects, and an uncacheable response. It still checks nothing.
import { createServer } from 'node:http'
import { createNodeListener } from '@conversation-frame/server/node'

const url = `${process.env.PARTNER_BASE_URL}/api/online/loginConversation`
const headers = { authorization: 'Bearer bench', 'content-type': 'application/json', accept: 'application/json' }
const answerHeaders = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

async function proxy(request) {
  const { conversationId, phoneNumber } = await request.json()
  const asked = {
    accountID: 4142,
    agentID: 3142,
    server: 'online',
    conversation_id: conversationId,
    phone_number: phoneNumber,
  }
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(5_000)])
  const body = JSON.stringify(asked)
  const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })
  const { login } = await response.json()
  return Response.json({ url: login, expiresInSeconds: 300 }, { headers: answerHeaders })
}

createServer(createNodeListener(proxy)).listen(Number(process.env.PORT), '127.0.0.1')
