import { loginLinkBody, problemBody } from '@conversation-frame/contract'
import { defaultSeed, type Faults, type Seed } from '@conversation-frame/simulator'
import { type RunningSimulator, startSimulator } from '@conversation-frame/simulator/node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cluster, startCluster } from './startCluster.js'

/** A slice in CI; `npm run soak:hosts` asks for 10,000. */
const requests = Number(process.env.CLUSTER_REQUESTS ?? 1_500)
const deadline = 12_000
const agents = Array.from({ length: 40 }, (_, index) => ({
  id: 7_000 + index,
  name: `Agent ${index}`,
  email: `agent${index}@example.com`,
}))
const seed: Seed = {
  accounts: defaultSeed.accounts.map((account) =>
    account.id === 4142 ? { ...account, agents: [...account.agents, ...agents] } : account,
  ),
}

let vendor: RunningSimulator
let cluster: Cluster

beforeAll(async () => {
  vendor = await startSimulator({ clientId: 'client', clientSecret: 'client-secret-of-the-cluster', seed })
  cluster = await startCluster({
    PARTNER_CLIENT_ID: 'client',
    PARTNER_CLIENT_SECRET: 'client-secret-of-the-cluster',
    PARTNER_BASE_URL: vendor.partnerUrl,
    PARTNER_LOGIN_ORIGINS: vendor.workspaceUrl,
    PARTNER_TIMEOUT: '5000',
    PUBLIC_ORIGIN: 'https://dashboard.example',
    DEADLINE: String(deadline),
    LIMIT: '200',
  })
})
afterAll(async () => {
  await cluster?.stop()
  await vendor?.stop()
})

interface Answer {
  user: string
  agent: (typeof agents)[number]
  milliseconds: number
  status: number
  body: unknown
}

async function ask(number: number, user = `user${number % 200}`): Promise<Answer> {
  const agent = agents[number % agents.length] ?? agents[0]
  if (!agent) throw new Error('no agents')
  const began = performance.now()
  const response = await fetch(`${cluster.origin}/api/conversation-login`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      // As an old browser: the host name that the instances see is not the one that it sends.
      origin: 'https://dashboard.example',
      cookie: `session=${user}-${agent.id}`,
    },
    body: JSON.stringify({ conversationId: 165, phoneNumber: '972501234567' }),
  })
  const body: unknown = await response.json()
  return { user, agent, milliseconds: performance.now() - began, status: response.status, body }
}

/** Asks `count` times, `width` at once; `at` runs things on the way, by the share of requests that have been sent. */
async function load(
  count: number,
  width: number,
  at: [share: number, what: () => unknown][] = [],
  user?: string,
): Promise<Answer[]> {
  const answers: Answer[] = []
  const plan = [...at]
  const side: unknown[] = []
  let sent = 0
  async function worker() {
    while (sent < count) {
      sent += 1
      while (plan[0] && sent / count >= plan[0][0]) side.push(plan.shift()?.[1]())
      answers.push(await ask(sent, user))
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  await Promise.all(side)
  return answers
}

it('asks for one access token in total, a cold start of all instances included', async () => {
  const answers = await load(150, 8)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(150)
  expect(vendor.simulator.ledger.totals()).toMatchObject({ minted: 150, accessTokens: 1 })
})

it('holds one limit across instances', async () => {
  const answers = await load(240, 8, [], 'hasty')
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(200)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(40)
})

it('answers every request in time, to the right user, while everything around it fails, and recovers', async () => {
  const { faults, ledger } = vendor.simulator
  ledger.clear()
  const few = Math.max(5, Math.round(requests / 200))
  const strike = (loginConversation: Faults['loginConversation']) => () =>
    faults.set({ loginConversation: { ...loginConversation, times: few } })
  const answers = await load(requests, 48, [
    [0.05, strike({ hang: true })],
    [0.1, () => cluster.instances[0]?.stop('SIGKILL')],
    [0.15, strike({ drop: true })],
    [0.2, strike({ body: 'html' })],
    [0.3, () => cluster.restart(0)],
    [0.35, strike({ status: 500 })],
    [0.4, () => cluster.redis.stop('SIGKILL')],
    [0.5, strike({ status: 429, retryAfter: 1 })],
    [0.55, () => cluster.instances[1]?.stop('SIGKILL')],
    [0.7, () => cluster.restart('redis')],
    [0.75, () => cluster.restart(1)],
    [0.8, strike({ body: 'truncated' })],
    [0.9, strike({ hang: true })],
  ])

  expect(answers).toHaveLength(requests)
  const slowest = Math.max(...answers.map(({ milliseconds }) => milliseconds))
  // A request whose instance was killed starts anew with another one.
  expect(slowest).toBeLessThan(2 * deadline)
  const links = new Set<string>()
  for (const { status, body, agent } of answers) {
    if (status !== 200) {
      expect(problemBody.parse(body).status).toBe(status)
      continue
    }
    const { url } = loginLinkBody.parse(body)
    expect(new URL(url).searchParams.get('email')).toBe(agent.email)
    expect(links.has(url)).toBe(false)
    links.add(url)
  }
  const totals = ledger.totals()
  expect(totals.minted).toBeGreaterThanOrEqual(links.size)
  const minted = new Map<number, number>()
  for (const link of ledger.links()) minted.set(link.agent, (minted.get(link.agent) ?? 0) + 1)
  for (const agent of agents) {
    const handedOut = answers.filter((answer) => answer.status === 200 && answer.agent === agent).length
    expect(minted.get(agent.id) ?? 0).toBeGreaterThanOrEqual(handedOut)
  }
  // Instances that were started again while Redis was gone, or had forgotten, ask for one each.
  expect(totals.accessTokens).toBeLessThanOrEqual(2)
  console.log(
    `${requests} requests: ${links.size} links, slowest ${slowest.toFixed(0)} ms, tokens ${totals.accessTokens}`,
  )

  faults.clear()
  const after = await load(60, 8)
  expect(after.filter(({ status }) => status === 200)).toHaveLength(60)
}, 300_000)

it('keeps secrets out of the instances’ logs', () => {
  const output = cluster.instances.map((instance) => instance.output()).join('\n')
  expect(output).toContain('minted')
  expect(output).not.toMatch(/client-secret|sso_auth_token|Bearer/)
})
