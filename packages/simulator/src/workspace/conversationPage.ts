import { html } from 'hono/html'
import { longestMessage } from '../chat/createChat.js'
import type { Account, ChatMessage, Conversation } from '../createDirectory.js'
import type { CookieVariant, StorageAccess } from '../SimulatorOptions.js'
import type { Language, SeedAgent, SeedContact } from '../seed/Seed.js'
import { chatScript } from './chatScript.js'
import { avatar, conversationList, timeOf } from './conversationList.js'
import { mark } from './mark.js'
import type { Html, Page } from './page.js'
import { cookieAttributes, sessionCookie } from './sessionCookie.js'
import { texts } from './texts.js'
import { workspaceScript } from './workspaceScript.js'

/** The content of a signed-in page. */
export interface WorkspaceView {
  account: Account
  agent: SeedAgent
  language: Language
  cookie: CookieVariant
  storage: StorageAccess
  /** Whether the reply field takes the focus. */
  autofocus: boolean
  /** The transport of new messages. */
  live: 'socket' | 'events'
  /** Absent: only the list. `missing`: the URL names a conversation that this account does not have. */
  conversation?: Conversation | 'missing'
}

/** The workspace page: the list, and the open conversation with its composer. */
export function conversationPage(view: WorkspaceView): Page {
  const { account, agent, language, cookie, storage, autofocus, live, conversation } = view
  const words = texts[language]
  const open = conversation === 'missing' ? undefined : conversation
  const contact = account.contacts.find(({ id }) => id === open?.contactId)
  const api = open && `/api/v1/accounts/${account.id}/conversations/${open.id}`
  const main = open && contact ? besideList(view, open, contact) : withoutConversation(view)
  return {
    language,
    title: contact ? `${contact.name} · ${words.product}` : `${words.conversations} · ${words.product}`,
    body: html`<div class="app">
<header class="bar"><span class="mark">${mark}</span>
<span class="who"><span class="clip">${account.name}</span> <span class="quiet clip agent-name">${agent.name}</span></span>
<button class="button plain" id="logout" type="button">${words.logout}</button></header>
${main}
</div>`,
    script: open ? workspaceScript + chatScript : workspaceScript,
    config: {
      api,
      ...(live === 'socket' && open && { socket: `/cable/accounts/${account.id}/conversations/${open.id}` }),
      autofocus,
      contact: contact?.name,
      storage,
      cookieName: sessionCookie,
      cookieAttributes: cookieAttributes[cookie],
      you: words.you,
      typing: words.typing,
      connected: words.connected,
      reconnecting: words.reconnecting,
      notSent: words.notSent,
    },
  }
}

function besideList({ account, language }: WorkspaceView, conversation: Conversation, contact: SeedContact): Html {
  return html`<div class="columns">${conversationList(account, language, conversation)}
${thread(account, conversation, contact, language)}</div>`
}

function withoutConversation({ account, language, conversation }: WorkspaceView): Html {
  const words = texts[language]
  if (conversation !== 'missing') {
    return html`<main class="columns" data-page="conversations">${conversationList(account, language)}<p class="pick nothing">${words.empty}</p></main>`
  }
  return html`<main class="nothing"><h1>${words.notFound}</h1><p>${words.notFoundHint}</p>
<p><a class="button plain" href="/app/accounts/${account.id}/dashboard">${words.backToList}</a></p></main>`
}

function thread(account: Account, conversation: Conversation, contact: SeedContact, language: Language): Html {
  const words = texts[language]
  const inbox = account.inboxes.find(({ id }) => id === conversation.inboxId)
  const address = contact.phoneNumber ? `+${contact.phoneNumber}` : contact.email
  const isOpen = conversation.status === 'open'
  return html`<main class="thread" data-page="conversation" data-conversation="${conversation.id}">
<header class="contact-bar">
<a class="back" href="/app/accounts/${account.id}/dashboard" aria-label="${words.allConversations}"><svg class="flip" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M15 5l-7 7 7 7"/></svg></a>
${avatar(contact)}
<div class="lines"><h1 class="clip" dir="auto">${contact.name}</h1><p class="meta clip">${inbox?.name} · <bdi dir="ltr">${address}</bdi></p></div>
<span class="state ${conversation.status}">${isOpen ? words.open : words.resolved}</span>
</header>
<div class="scroller" id="scroller" role="log" aria-live="polite" aria-label="${words.messages}" tabindex="0"><ol id="log">${conversation.messages.map((message) => bubble(message, contact, language))}</ol>
${conversation.messages.length === 0 && html`<p class="nothing" id="nothing">${words.noMessages}</p>`}</div>
<form class="composer" id="composer">
<p class="typing" id="typing" aria-live="polite"></p>
<div class="row"><textarea name="text" rows="1" maxlength="${longestMessage}" dir="auto" aria-label="${words.message}" placeholder="${words.writeTo} ${contact.name}"></textarea>
<button class="button" type="submit" disabled><span class="send-word">${words.send}</span><svg class="flip" viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M4 12h15M13 6l6 6-6 6"/></svg></button></div>
<p class="foot"><span><span class="hint">${words.sendHint}</span> <span class="problem" id="problem" role="alert"></span></span><span id="connection" role="status"></span></p>
</form>
</main>`
}

function bubble(message: ChatMessage, contact: SeedContact, language: Language): Html {
  const who = message.from === 'agent' ? texts[language].you : contact.name
  return html`<li class="message from-${message.from}" data-id="${message.id}"><span class="unseen">${who}: </span><p dir="auto">${message.text}</p>${timeOf(message.at)}</li>`
}
