import { html } from 'hono/html'
import type { Account, Conversation } from '../createDirectory.js'
import type { Language, SeedContact } from '../seed/Seed.js'
import type { Html } from './page.js'
import { texts } from './texts.js'

/** The agent's conversations, newest first; on wide pages beside the open one. */
export function conversationList(account: Account, language: Language, current?: Conversation): Html {
  const latest = (conversation: Conversation) => conversation.messages.at(-1)?.at ?? 0
  const sorted = account.conversations.toSorted((a, b) => latest(b) - latest(a))
  const title = texts[language].conversations
  return html`<nav class="${current ? 'list' : 'list alone'}" aria-labelledby="list-title">
${current ? html`<h2 id="list-title">${title}</h2>` : html`<h1 id="list-title">${title}</h1>`}
<ul>${sorted.map((conversation) => row(account, conversation, conversation === current))}</ul>
</nav>`
}

function row(account: Account, conversation: Conversation, isCurrent: boolean): Html {
  const contact = account.contacts.find(({ id }) => id === conversation.contactId)
  const last = conversation.messages.at(-1)
  return html`<li><a href="${conversationPath(conversation)}"${isCurrent && html` aria-current="page"`}>
${contact && avatar(contact)}
<span class="lines"><span class="top"><strong class="clip" dir="auto">${contact?.name}</strong>${last && timeOf(last.at)}</span>
<span class="last clip" dir="auto">${last?.text}</span></span>
</a></li>`
}

/** The path of a conversation, as in the engine. */
export function conversationPath({ accountId, id }: { accountId: number; id: number }): string {
  return `/app/accounts/${accountId}/conversations/${id}`
}

/** The contact's initials on one of six colors. */
export function avatar(contact: Pick<SeedContact, 'id' | 'name'>): Html {
  const initials = contact.name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
  return html`<span class="avatar hue-${contact.id % 6}" aria-hidden="true">${initials}</span>`
}

/** A time that the page's script converts to the reader's time zone. */
export function timeOf(at: number): Html {
  const iso = new Date(at).toISOString()
  return html`<time datetime="${iso}">${iso.slice(11, 16)}</time>`
}
