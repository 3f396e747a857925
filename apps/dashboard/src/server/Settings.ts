import { z } from 'zod'

const id = z.int().positive()
const text = z.string().trim().min(1)

const agent = z.strictObject({
  /** The vendor's `agentID`. */
  id,
  /** The agent's name in the dashboard. */
  name: text,
})

const user = z.strictObject({
  /** The dashboard's own id of the user. Events and the login endpoint's limiter use it. */
  id: text,
  name: text,
  email: z.email(),
  password: z.string().min(4),
  /** The agents that this user may work as; the first one is the default. Without agents, the user may not open conversations. */
  agents: z.array(agent),
  /** The teams whose contacts the user sees. */
  teams: z.array(text),
})

const contact = z
  .strictObject({
    /** The dashboard's own id of the contact; part of its URL in the dashboard. */
    id,
    name: text,
    /** International; spaces, dashes and a `+` are ignored. Set this or `email`. */
    phoneNumber: z.optional(text),
    email: z.optional(z.email()),
    /** The vendor's `conversation_id`. Set this or `inboxId`; this one wins. */
    conversationId: z.optional(id),
    /** The vendor's `inbox_id`, which starts a first conversation. */
    inboxId: z.optional(id),
    team: text,
    /** The contact's channel, such as "WhatsApp". */
    channel: z.optional(text),
    /** The number of unread messages. */
    unread: z.int().nonnegative().default(0),
    /** The beginning of the last message. */
    preview: z.optional(z.string()),
    /** The time of that message. */
    lastMessageAt: z.optional(z.iso.datetime({ offset: true })),
  })
  .refine(({ phoneNumber, email }) => phoneNumber !== undefined || email !== undefined, {
    error: 'phoneNumber or email is required',
  })
  .refine(({ conversationId, inboxId }) => conversationId !== undefined || inboxId !== undefined, {
    error: 'conversationId or inboxId is required',
  })

const account = z.strictObject({
  /** The vendor's `accountID`. */
  id,
  name: text,
  /** The subdomain of the vendor that hosts the account. */
  server: z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'must be a subdomain like "online"'),
  users: z.array(user).min(1),
  contacts: z.array(contact),
})

/** The dashboard's users, accounts and contacts: a real host has them in its database. */
export const settings = z
  .strictObject({
    /** The partner API's URL. White-label partners have their own. @default the vendor's */
    baseUrl: z.optional(z.url({ protocol: /^https?$/ })),
    /** Allowed origins of a login link; `{server}` is replaced by the account's server. @default the vendor's */
    loginOrigins: z.optional(z.array(text).min(1)),
    /**
     * The URL of a conversation in the vendor's workspace, with `{origin}`, `{accountId}` and `{conversationId}`. Use it only for
     * vendors whose session holds in a frame. Once the login has settled, the frame opens this URL: Back is harmless, and
     * further conversations need no login. @default none
     */
    conversationUrl: z.optional(z.string().startsWith('{origin}/').includes('{conversationId}')),
    accounts: z.array(account).min(1),
  })
  .check(({ value, issues }) => {
    const users = value.accounts.flatMap((account) => account.users)
    const contacts = value.accounts.flatMap((account) => account.contacts)
    const lists: [string, unknown[]][] = [
      ['users need different ids', users.map((user) => user.id)],
      ['users need different email addresses', users.map((user) => user.email.toLowerCase())],
      ['contacts need different ids', contacts.map((contact) => contact.id)],
    ]
    for (const [message, values] of lists) {
      const duplicate = values.find((each, index) => values.indexOf(each) !== index)
      if (duplicate !== undefined) {
        issues.push({
          code: 'custom',
          message: `${message}: ${duplicate} is a duplicate`,
          input: duplicate,
          path: ['accounts'],
        })
      }
    }
  })

export type Settings = z.infer<typeof settings>
export type SettingsAccount = z.infer<typeof account>
export type SettingsUser = z.infer<typeof user>
export type SettingsAgent = z.infer<typeof agent>
export type SettingsContact = z.infer<typeof contact>
