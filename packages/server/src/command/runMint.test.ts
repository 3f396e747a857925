import type { Faults } from '@conversation-frame/simulator'
import { describe, expect, it } from 'vitest'
import { agent, conversation, runInSimulator as run } from '../../testing/runInSimulator.js'
import { watch } from '../../testing/secretWatch.js'

describe('mint', () => {
  it('prints only the link to standard output, and its lifetime to standard error', async () => {
    const { code, out, err, simulator } = await run(['mint', ...agent, ...conversation])
    expect(code).toBe(0)
    expect(out).toMatch(/^https:\/\/online\.vendor\.localhost\/\S+$/)
    expect(watch(err)).toMatch(/^Open it once, within \d+ s\. It logs in as agent 3142\.$/)
    expect(simulator.ledger.links()).toMatchObject([{ target: { conversationId: 165 } }])
  })

  it('prints JSON for scripts', async () => {
    const { out } = await run(['mint', ...agent, '--json'])
    expect(JSON.parse(out)).toMatchObject({ url: expect.any(String), expiresInSeconds: expect.any(Number) })
  })

  it.each<[string, Faults, string, string]>([
    ['a suspended account', { loginAgent: { reason: 32 } }, 'account_suspended', 'Its owner must contact the vendor'],
    ['an unknown agent', { loginAgent: { reason: 35 } }, 'misconfigured', 'Correct --agent (or PARTNER_AGENT_ID)'],
    ['refused credentials', { accessToken: { reason: 2 } }, 'misconfigured', 'Correct PARTNER_CLIENT_ID'],
    ['a blocked address', { accessToken: { reason: 3 } }, 'vendor_unavailable', 'Only the vendor can say for how long'],
  ])('says what to change for %s', async (_, faults, code, advice) => {
    const text = await run(['mint', ...agent], { faults })
    expect(text).toMatchObject({ code: 1, out: '' })
    expect(text.err).toContain(code)
    expect(text.err).toContain(advice)
    // These are for a running server.
    expect(text.err).not.toMatch(/No requests|clientId|authorize/)
    const json = await run(['mint', ...agent, '--json'], { faults })
    expect(json).toMatchObject({ code: 1, err: '' })
    expect(JSON.parse(watch(json.out))).toEqual({
      ok: false,
      error: { code, message: expect.stringContaining(code), advice: expect.stringContaining(advice) },
    })
  })

  it('does not call the vendor with an invalid phone number', async () => {
    const { code, err, simulator } = await run(['mint', ...agent, '--conversation', '165', '--phone', '050-1234567'])
    expect(code).toBe(1)
    expect(err).toContain('Correct --phone')
    expect(simulator.ledger.totals()).toMatchObject({ accessTokens: 0 })
  })
})
