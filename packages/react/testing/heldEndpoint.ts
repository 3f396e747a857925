import type { LoginLinkBody } from '@conversation-frame/contract'
import type { ConversationTarget } from '../src/ConversationTarget.js'
import type { Stack } from './frameOf.js'

/** An endpoint that does not mint before `answer` is called. */
export function heldEndpoint(stack: Stack) {
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  const endpoint = async (target: ConversationTarget): Promise<LoginLinkBody> => {
    await held
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(target) }
    return (await fetch(stack.endpoint, init)).json()
  }
  return { endpoint, answer: () => answer() }
}
