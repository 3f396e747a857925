import { defaultSeed, type Seed } from '@conversation-frame/simulator'

/** A user of the host app, with an agent and a customer that no other user has. */
export interface User {
  name: string
  agent: number
  conversation: number
  phoneNumber: string
}

export interface Answer {
  user: User
  milliseconds: number
  /** What of it was lost with instances that were killed: the proxy's own account. */
  lost: number
  status: number
  body: unknown
}

/** Many users of a cluster. */
export interface Crowd {
  users: readonly User[]
  /** One asks for a link to their customer's conversation. */
  ask(user: User, origin?: string): Promise<Answer>
  /**
   * All ask in turn, `count` times, `width` at once; `at` runs things on the way, by the share of requests that have been
   * sent.
   */
  load(count: number, width: number, at?: readonly Step[], users?: readonly User[]): Promise<Answer[]>
}

export type Step = [share: number, what: () => unknown]

const users: readonly User[] = Array.from({ length: 200 }, (_, index) => ({
  name: `user${index}`,
  agent: 7_000 + index,
  conversation: 10_000 + index,
  phoneNumber: `972507${String(index).padStart(6, '0')}`,
}))

/** What the vendor has to know. */
export const seedOfCrowd: Seed = {
  accounts: defaultSeed.accounts.map((account) => {
    if (account.id !== 4142) return account
    const contacts = users.map(({ conversation: id, phoneNumber }) => ({ id, name: `Contact ${id}`, phoneNumber }))
    return {
      ...account,
      agents: [
        ...account.agents,
        ...users.map(({ name, agent }) => ({ id: agent, name, email: `${name}@example.com` })),
      ],
      contacts: [...account.contacts, ...contacts],
      conversations: [
        ...account.conversations,
        ...contacts.map(({ id }) => ({ id, inboxId: 12, contactId: id, messages: [] })),
      ],
    }
  }),
}

export function createCrowd(cluster: { origin: string }): Crowd {
  async function ask(user: User, origin = cluster.origin): Promise<Answer> {
    const began = performance.now()
    const response = await fetch(`${origin}/api/conversation-login`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        // As an old browser: the host name that the instances see is not the one that it sends.
        origin: 'https://dashboard.example',
        cookie: `session=${user.name}-${user.agent}`,
      },
      body: JSON.stringify({ conversationId: user.conversation, phoneNumber: user.phoneNumber }),
    })
    const body: unknown = await response.json()
    const milliseconds = performance.now() - began
    return { user, milliseconds, lost: lostWithInstances(response), status: response.status, body }
  }

  return {
    users,
    ask,
    async load(count, width, at = [], whose = users) {
      const answers: Answer[] = []
      const plan = [...at]
      const side: unknown[] = []
      let sent = 0
      async function worker() {
        while (sent < count) {
          const user = whose[sent % whose.length]
          sent += 1
          while (plan[0] && sent / count >= plan[0][0]) side.push(plan.shift()?.[1]())
          if (user) answers.push(await ask(user))
        }
      }
      await Promise.all(Array.from({ length: width }, worker))
      await Promise.all(side)
      return answers
    },
  }
}

/** The proxy says how many seconds each instance that it tried has taken: the last one gave the answer. */
function lostWithInstances(response: Response): number {
  const attempts = (response.headers.get('x-attempts') ?? '').split(',').slice(0, -1)
  return attempts.reduce((sum, seconds) => sum + (Number(seconds) || 0) * 1_000, 0)
}
