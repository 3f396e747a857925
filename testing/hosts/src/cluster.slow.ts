import { loginLinkBody, problemBody } from '@conversation-frame/contract'
import type { Faults, LedgerLink } from '@conversation-frame/simulator'
import { type RunningSimulator, startSimulator } from '@conversation-frame/simulator/node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Answer, createCrowd, seedOfCrowd } from './createCrowd.js'
import { type Cluster, startCluster } from './startCluster.js'
import { tapVendor, type VendorTap } from './tapVendor.js'

/** A slice in CI; `docs/long-runs.md` has the command for 10,000. */
const requests = Number(process.env.CLUSTER_REQUESTS ?? 1_500)
const deadline = 12_000
/** What the proxy and a busy machine may add to an instance's own time. */
const proxyAllowance = 1_000
const clientSecret = 'client-secret-of-the-cluster'

let vendor: RunningSimulator
let tap: VendorTap
let cluster: Cluster
let crowd: ReturnType<typeof createCrowd>

beforeAll(async () => {
  // Links live long here: all of them are redeemed, when the load is over.
  vendor = await startSimulator({ clientId: 'client', clientSecret, seed: seedOfCrowd, linkLife: 3_600_000 })
  tap = await tapVendor(vendor)
  cluster = await startCluster({
    PARTNER_CLIENT_ID: 'client',
    PARTNER_CLIENT_SECRET: clientSecret,
    PARTNER_BASE_URL: tap.url,
    PARTNER_LOGIN_ORIGINS: vendor.workspaceUrl,
    PARTNER_TIMEOUT: '5000',
    PUBLIC_ORIGIN: 'https://dashboard.example',
    DEADLINE: String(deadline),
    LIMIT: '200',
  })
  crowd = createCrowd(cluster)
})
afterAll(async () => {
  await cluster?.stop()
  await tap?.stop()
  await vendor?.stop()
})

const linksOf = (answers: readonly Answer[]) => answers.filter(({ status }) => status === 200)

/** The deadline, plus the time lost with a killed instance, because its request starts again with another one. */
function expectInTime(answers: readonly Answer[]): void {
  const late = answers.filter(({ milliseconds, lost }) => milliseconds > deadline + lost + proxyAllowance)
  expect(late).toEqual([])
}

/** Spends a link as the vendor's own page does, and looks up in the vendor's book which one it was. */
async function redeem(url: string): Promise<LedgerLink | undefined> {
  const { searchParams } = new URL(url)
  const fields = { email: searchParams.get('email'), sso_auth_token: searchParams.get('sso_auth_token') }
  let redeemed: LedgerLink | undefined
  const leave = vendor.simulator.ledger.subscribe(({ type, link }) => {
    if (type === 'redeemed') redeemed = link
  })
  const address = `${vendor.workspaceUrl}/auth/sign_in`
  await vendor.simulator.workspace(new Request(address, { method: 'POST', body: JSON.stringify(fields) }))
  leave()
  return redeemed
}

async function handOutLinksWithout(stop: () => unknown, start: () => unknown): Promise<void> {
  const failures = async () => (await cluster.written()).split('limiter_failed').length
  const before = await failures()
  await stop()
  try {
    const answers = await crowd.load(200, 16)
    expect(linksOf(answers)).toHaveLength(200)
    expectInTime(answers)
    expect(await failures()).toBeGreaterThanOrEqual(before + cluster.instances.length)
  } finally {
    await start()
  }
}

it('asks for one access token in total, a cold start of all instances included', async () => {
  const answers = await crowd.load(150, 8)
  expect(linksOf(answers)).toHaveLength(150)
  expect(vendor.simulator.ledger.totals()).toMatchObject({ minted: 150, accessTokens: 1 })
})

it('holds one limit across instances', async () => {
  // A user of their own, so that no other test uses up their points. Any user may open a conversation of the whole team.
  const hasty = { name: 'hasty', agent: 7_000, conversation: 165, phoneNumber: '972501234567' }
  const answers = await crowd.load(240, 8, [], [hasty])
  expect(linksOf(answers)).toHaveLength(200)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(40)
})

it('hands out links while Redis is gone', () =>
  handOutLinksWithout(
    () => cluster.redis.stop('SIGKILL'),
    () => cluster.restart('redis'),
  ))

it('answers every request in time, to the right user, while everything around it fails, and recovers', async () => {
  const { faults, ledger } = vendor.simulator
  ledger.clear()
  const few = Math.max(5, Math.round(requests / 200))
  const explained = new Map<number, number>()
  /** The vendor fails `few` times, and each failure reaches at most one browser, with this status. */
  const strike = (status: number, loginConversation: Faults['loginConversation']) => () => {
    explained.set(status, (explained.get(status) ?? 0) + few)
    faults.set({ loginConversation: { ...loginConversation, times: few } })
  }
  const answers = await crowd.load(requests, 48, [
    [0.05, strike(504, { hang: true })],
    [0.1, () => cluster.instances[0]?.stop('SIGKILL')],
    [0.15, strike(502, { drop: true })],
    [0.2, strike(502, { body: 'html' })],
    [0.3, () => cluster.restart(0)],
    [0.35, strike(502, { status: 500 })],
    [0.4, () => cluster.redis.stop('SIGKILL')],
    [0.5, strike(503, { status: 429, retryAfter: 1 })],
    [0.55, () => cluster.instances[1]?.stop('SIGKILL')],
    [0.7, () => cluster.restart('redis')],
    [0.75, () => cluster.restart(1)],
    [0.8, strike(502, { body: 'truncated' })],
    [0.9, strike(504, { hang: true })],
  ])

  expect(answers).toHaveLength(requests)
  expectInTime(answers)
  const urls = new Set<string>()
  for (const { status, body, user } of answers) {
    if (status !== 200) {
      expect(problemBody.parse(body)).toMatchObject({ status, code: 'vendor_unavailable' })
      continue
    }
    const { url, conversationId } = loginLinkBody.parse(body)
    expect(conversationId).toBe(user.conversation)
    expect(await redeem(url)).toMatchObject({
      agent: user.agent,
      target: { conversationId: user.conversation, phoneNumber: user.phoneNumber },
    })
    urls.add(url)
  }
  expect(urls.size).toBe(linksOf(answers).length)
  const refused = answers.filter(({ status }) => status !== 200)
  for (const { status } of refused) {
    const like = refused.filter((other) => other.status === status)
    expect(like.length, `answers with ${status}`).toBeLessThanOrEqual(explained.get(status) ?? 0)
  }
  const totals = ledger.totals()
  expect(totals).toMatchObject({ redeemed: urls.size, replayed: 0, refused: 0 })
  // Instances that were started again while Redis was gone, or had forgotten, ask for one each.
  expect(totals.accessTokens).toBeLessThanOrEqual(2)
  const slowest = Math.max(...answers.map(({ milliseconds }) => milliseconds))
  console.log(
    `${requests} requests: ${urls.size} links, ${refused.length} refused, slowest ${slowest.toFixed(0)} ms, ` +
      `tokens ${totals.accessTokens}`,
  )

  faults.clear()
  const after = await crowd.load(60, 8)
  expect(linksOf(after)).toHaveLength(60)
}, 300_000)

// Here, because an instance whose limiter has failed does not ask it for five seconds.
it('hands out links while Redis hangs', () =>
  handOutLinksWithout(
    () => cluster.redis.child.kill('SIGSTOP'),
    () => cluster.redis.child.kill('SIGCONT'),
  ))

it('recovers in time from the death of the instance that asks for the token, all others waiting', async () => {
  const { faults, ledger } = vendor.simulator
  await Promise.all([cluster.redis, ...cluster.instances].map((running) => running.stop()))
  await cluster.restart('redis')
  await Promise.all(cluster.instances.map((_, index) => cluster.restart(index)))
  ledger.clear()
  faults.set({ accessToken: { delay: 4_000, times: 1 } })
  const [holder, ...others] = cluster.instances
  const [first, ...rest] = crowd.users
  if (!holder || !first) throw new Error('there is no first instance')
  const originOf = ({ port }: { port: number }) => `http://127.0.0.1:${port}`

  const lost = crowd.ask(first, originOf(holder)).catch(() => 'lost')
  // The fault is used up once the call has reached the vendor.
  await expect.poll(() => faults.current()).toEqual({})
  const waiting = others.flatMap((other, index) =>
    rest.slice(index * 5, index * 5 + 5).map((user) => crowd.ask(user, originOf(other))),
  )
  await holder.stop('SIGKILL')
  expect(await lost).toBe('lost')
  const answers = await Promise.all(waiting)
  expect(linksOf(answers)).toHaveLength(10)
  expectInTime(answers)
  // One recovers and the other takes its token, or both have waited long enough at the same moment.
  expect(ledger.totals().accessTokens).toBeLessThanOrEqual(2)
  console.log(`recovered after ${Math.max(...answers.map(({ milliseconds }) => milliseconds)).toFixed(0)} ms`)
})

it('keeps secrets out of all that instances and the proxy write, killed ones included', async () => {
  const written = await cluster.written()
  expect(written).toContain('minted')
  expect(written).toContain('vendor_failed')
  const tokens = tap.tokens()
  expect(tokens.length).toBeGreaterThan(0)
  for (const secret of [clientSecret, 'sso_auth_token', ...tokens]) expect(written).not.toContain(secret)
})
