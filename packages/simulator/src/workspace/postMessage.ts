import { type Chat, longestMessage } from '../chat/createChat.js'
import type { Conversation } from '../createDirectory.js'

/** Sends the agent's message, from `{ "content": "…" }`. */
export async function postMessage(chat: Chat, conversation: Conversation, request: Request): Promise<Response> {
  const text = readMessage(await request.text())
  if (text === undefined) {
    return Response.json({ error: `content must be text of 1 to ${longestMessage} characters.` }, { status: 422 })
  }
  return Response.json(chat.post(conversation, text))
}

function readMessage(json: string): string | undefined {
  try {
    const body: unknown = JSON.parse(json)
    return typeof body === 'object' && body !== null && 'content' in body ? readText(body.content) : undefined
  } catch {
    return undefined
  }
}

/** A message's text, if it can be sent. */
export function readText(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : ''
  return text !== '' && text.length <= longestMessage ? text : undefined
}
