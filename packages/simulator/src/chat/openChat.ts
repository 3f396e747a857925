import { isOriginOf } from '../access/isForeignPage.js'
import type { Vendor } from '../createVendor.js'
import { findConversation } from '../workspace/findConversation.js'
import { readText } from '../workspace/postMessage.js'
import { readSessionCookies } from '../workspace/sessionCookie.js'
import type { ChatEvent } from './createChat.js'

/** The data of the request that opens a conversation by upgrading to a socket. */
export interface ChatRequest {
  /** The request's `Cookie` header. */
  cookie: string | undefined
  /** The request's path and query: `/cable/accounts/4142/conversations/165?after=12`. */
  path: string
  /** The request's `Host` header. A host with its own sockets passes it on, so that foreign host names are refused. */
  host?: string | undefined
  /** The request's `Origin` header. A host with its own sockets passes it on, so that foreign pages are refused. */
  origin?: string | undefined
  /** Receives JSON to send to the client. */
  send(json: string): void
}

/** An open conversation. */
export interface ChatConnection {
  /** Handles a message from the client. */
  receive(json: string): void
  /** Stops listening. */
  close(): void
}

/** Opens a conversation for a socket, starting with the messages after `after`. */
export function openChat(vendor: Vendor, request: ChatRequest): ChatConnection | undefined {
  const { cookie, path, send } = request
  if (isForeign(vendor, request)) return undefined
  const [, account, id, query] = /^\/cable\/accounts\/(\d+)\/conversations\/(\d+)(\?.*)?$/.exec(path) ?? []
  const session = vendor.sessions.find(readSessionCookies(cookie))
  const conversation = session && account && id ? findConversation(vendor, session, { account, id }) : undefined
  if (!conversation) return undefined
  const tell = (event: ChatEvent | { type: 'refused'; text: string }) => send(JSON.stringify(event))
  const after = Number(new URLSearchParams(query).get('after') ?? 0)
  for (const message of conversation.messages) if (message.id > after) tell({ type: 'message', message })
  return {
    receive(json) {
      const given = readSend(json)
      const text = readText(given)
      if (text === undefined) tell({ type: 'refused', text: typeof given === 'string' ? given : '' })
      else vendor.chat.post(conversation, text)
    },
    close: vendor.chat.listen(conversation, tell),
  }
}

function isForeign(vendor: Vendor, { host, origin }: ChatRequest): boolean {
  if (host !== undefined && !vendor.hosts.allows(host)) return true
  if (origin === undefined || vendor.workspaceOrigins().includes(origin)) return false
  return host === undefined || !isOriginOf(origin, host)
}

function readSend(json: string): unknown {
  try {
    const body: unknown = JSON.parse(json)
    return typeof body === 'object' && body !== null && 'text' in body ? body.text : undefined
  } catch {
    return undefined
  }
}
