import { z } from 'zod'

const id = z.int().positive()
const text = z.string().trim().min(1)

const agent = z.strictObject({
  /** The vendor's `agentID`. */
  id,
  /** How the dashboard calls the agent. */
  name: text,
})

const user = z.strictObject({
  /** The dashboard's own id of the user. Events and the limiter of the login endpoint go by it. */
  id: text,
  name: text,
  email: z.email(),
  password: z.string().min(4),
  /** The agents that this user may work as, the first one to begin with. None: the user may not open conversations. */
  agents: z.array(agent),
  /** The user sees the contacts of these teams, and no others. */
  teams: z.array(text),
})

const contact = z
  .strictObject({
    /** The dashboard's own id of the contact; part of its address in the dashboard. */
    id,
    name: text,
    /** International; spaces, dashes and a `+` do not matter. This or `email` is needed. */
    phoneNumber: z.optional(text),
    email: z.optional(z.email()),
    /** The vendor's `conversation_id`. This or `inboxId` is needed; this one wins. */
    conversationId: z.optional(id),
    /** The vendor's `inbox_id`, where a first conversation is started. */
    inboxId: z.optional(id),
    team: text,
    /** Where the contact writes from, like "WhatsApp". */
    channel: z.optional(text),
    /** Messages that nobody has read yet. */
    unread: z.int().nonnegative().default(0),
    /** The beginning of the last message. */
    preview: z.optional(z.string()),
    /** When that was. */
    lastMessageAt: z.optional(z.iso.datetime({ offset: true })),
  })
  .refine(({ phoneNumber, email }) => phoneNumber !== undefined || email !== undefined, {
    error: 'phoneNumber or email is needed',
  })
  .refine(({ conversationId, inboxId }) => conversationId !== undefined || inboxId !== undefined, {
    error: 'conversationId or inboxId is needed',
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

/** Who works with this dashboard, on whose accounts, with which contacts: what a real host has in its database. */
export const settings = z
  .strictObject({
    /** The partner API's address. White-label partners have their own. @default the vendor's */
    baseUrl: z.optional(z.url({ protocol: /^https?$/ })),
    /** Origins that a login link may have; `{server}` stands for the account's server. @default the vendor's */
    loginOrigins: z.optional(z.array(text).min(1)),
    /**
     * The address of a conversation in the vendor's workspace, with `{origin}`, `{accountId}` and `{conversationId}`. Only for
     * vendors whose session is known to hold in a frame: the conversation is then opened by it once the login has settled,
     * Back is harmless, and further conversations need no login. @default none
     */
    conversationUrl: z.optional(z.string().startsWith('{origin}/').includes('{conversationId}')),
    accounts: z.array(account).min(1),
  })
  .check(({ value, issues }) => {
    const users = value.accounts.flatMap((account) => account.users)
    const contacts = value.accounts.flatMap((account) => account.contacts)
    const lists: [string, unknown[]][] = [
      ['users need different ids', users.map((user) => user.id)],
      ['users need different e-mail addresses', users.map((user) => user.email.toLowerCase())],
      ['contacts need different ids', contacts.map((contact) => contact.id)],
    ]
    for (const [message, values] of lists) {
      const twice = values.find((each, index) => values.indexOf(each) !== index)
      if (twice !== undefined) {
        issues.push({
          code: 'custom',
          message: `${message}: ${twice} is there twice`,
          input: twice,
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
