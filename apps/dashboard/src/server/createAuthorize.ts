import { type Authorize, Forbidden } from '@conversation-frame/server'
import type { Directory } from './createDirectory.js'
import type { Session } from './createSessions.js'
import type { SettingsContact } from './Settings.js'

type Target = Parameters<Authorize>[1]

/**
 * Decides from the dashboard's own records who may open what.
 *
 * The browser names a conversation and a contact. This function checks that they belong together and to a team of this user,
 * and opens what the records say. Account and agent come only from the session.
 */
export function createAuthorize(
  directory: Directory,
  findSession: (request: Request) => Promise<Session | undefined>,
): Authorize {
  return async (request, target) => {
    const session = await findSession(request)
    if (!session) return null
    const { user, agent } = session
    if (!agent) throw new Forbidden(`${user.id} has no agent at the vendor`)
    const contact = directory.contacts(user).find((contact) => isMeant(contact, target))
    if (!contact) throw new Forbidden(`${user.id} asked for a contact that is not of their teams`)
    const { id: accountId, server } = user.account
    return { userId: user.id, accountId, server, agentId: agent.id, target: recordOf(contact) }
  }
}

function isMeant(contact: SettingsContact, { conversationId, inboxId, phoneNumber, email }: Target): boolean {
  if (conversationId !== undefined) {
    if (contact.conversationId !== conversationId) return false
  } else if (contact.inboxId !== inboxId) return false
  if (phoneNumber !== undefined && digits(contact.phoneNumber) !== digits(phoneNumber)) return false
  return email === undefined || contact.email?.toLowerCase() === email.toLowerCase()
}

function recordOf({ conversationId, inboxId, phoneNumber, email, name }: SettingsContact): Target {
  return { conversationId, inboxId, phoneNumber, email, name }
}

function digits(phoneNumber = ''): string {
  return phoneNumber.replace(/\D/g, '')
}
