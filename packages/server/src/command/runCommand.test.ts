import { describe, expect, it } from 'vitest'
import { agent, conversation, runInSimulator as run } from '../../testing/runInSimulator.js'
import { watch } from '../../testing/secretWatch.js'

const endpoint = ['--endpoint', 'https://a.example/api']

describe('the command line', () => {
  it.each([
    [['--help'], 'npx -p @conversation-frame/server conversation-frame'],
    [[], 'npx -p @conversation-frame/server conversation-frame'],
    [['doctor', '--help'], '--dashboard <origin>'],
    [['--version'], '1.2.3'],
  ])('%j prints its text', async (args, text) => {
    const result = await run(args)
    expect(result).toMatchObject({ code: 0, err: '', out: expect.stringContaining(text) })
  })

  describe.each<[why: string, args: string[], env: object, text: string]>([
    ['an unknown command', ['cure'], {}, 'Unknown command "cure"'],
    ['an extra word', ['doctor', 'now'], {}, 'Unknown command "doctor now"'],
    ['a command with control characters', ['cu\u202ere\u009b'], {}, 'Unknown command "cu\\u202ere\\u009b"'],
    ['a flag with control characters', ['doctor', '--a\n✓\u009b', '1'], {}, "Unknown option '--a\\u000a✓\\u009b'"],
    ['a typo in a flag', ['doctor', '--acount', '1'], {}, "Unknown option '--acount'"],
    ['a flag without its value', ['mint', '--account'], {}, "'--account <value>'"],
    ['an account', ['doctor', '--account', 'x', '--agent', '1'], {}, '--account must be a positive integer, not "x"'],
    ['an account', ['mint'], { PARTNER_ACCOUNT_ID: '12a' }, 'PARTNER_ACCOUNT_ID must be a positive integer, not "12a"'],
    ['an agent', ['mint', '--account', '1'], { PARTNER_AGENT_ID: '0' }, 'PARTNER_AGENT_ID must be a positive integer'],
    ['a server', ['mint', ...agent, '--server', 'a.b'], {}, '--server must be a subdomain like online, not "a.b"'],
    ['a server', ['mint', ...agent], { PARTNER_SERVER: 'a/b' }, 'PARTNER_SERVER must be a subdomain'],
    ['a dashboard', ['doctor', ...agent, '--dashboard', 'crm'], {}, '--dashboard must be a URL'],
    ['a cookie', ['doctor', ...agent, '--session-cookie', 'strict'], {}, 'lax, none or partitioned'],
    ['an incomplete target', ['doctor', ...agent, '--conversation', '165'], {}, '--phone or --email'],
    ['an incomplete target', ['mint', ...agent, '--name', 'Dana'], {}, '--phone or --email'],
    ['an empty id', ['mint', ...agent, '--conversation', '', '--phone', '1'], {}, '--conversation must be a positive'],
    ['an endpoint', ['doctor', '--endpoint', 'a.example'], {}, '--endpoint must be a URL'],
    ['a header', ['doctor', ...endpoint, '--header', 'x'], {}, '--header must be written like "Cookie: session=…"'],
    ['a header', ['doctor', ...endpoint, '--header', 'a b: c'], {}, '--header must be written like'],
    ...[
      'http://a.example/api',
      'http://localhost.a.example/',
      'http://127.0.0.1.a.example/',
      'http://192.168.0.7/',
    ].map((url): [string, string[], object, string] => [
      'a header over plain http:',
      ['doctor', '--endpoint', url, '--header', 'Cookie: link-secret'],
      {},
      '--header is not sent over plain http: to another machine',
    ]),
    ['a base URL', ['mint', ...agent, '--base-url', 'http://a.example'], {}, '--base-url must be an https: URL'],
    ['a base URL', ['doctor', ...agent], { PARTNER_BASE_URL: 'a.example' }, 'PARTNER_BASE_URL must be an https: URL'],
    [
      'login origins',
      ['doctor', ...agent],
      { PARTNER_LOGIN_ORIGINS: 'https://chat.example.com, chat2.example.com' },
      'PARTNER_LOGIN_ORIGINS: "chat2.example.com" is not a safe origin. Write an origin like https://chat.example.com or https://{server}.example.com, without a path; separate several with commas',
    ],
    [
      'login origins',
      ['mint', ...agent],
      { PARTNER_LOGIN_ORIGINS: 'https://a.example/' },
      '"https://a.example/" is not',
    ],
    ['login origins', ['mint', ...agent, '--login-origin', 'https://*.a.example'], {}, '--login-origin: "https://*.'],
    ['a flag of another command', ['mint', ...agent, '--redeem'], {}, 'mint does not take --redeem: doctor would'],
    [
      'flags of another command',
      ['mint', ...endpoint, '--header', 'a: b'],
      {},
      'mint does not take --endpoint, --header: doctor --endpoint would',
    ],
    ['flags of two commands', ['mint', ...endpoint, '--redeem'], {}, 'mint does not take --endpoint, --redeem'],
    ['a header for the vendor', ['doctor', ...agent, '--header', 'a: b'], {}, 'doctor does not take --header'],
    [
      'flags of the vendor for an endpoint',
      ['doctor', ...endpoint, '--account', '1', '--redeem'],
      {},
      'doctor --endpoint does not take --account, --redeem: doctor would',
    ],
  ])('rejects %s: %j', (_, args, env, text) => {
    it('with exit code 2, as text', async () => {
      const { code, out, err, simulator } = await run(args, { env })
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toContain(text)
      expect(err).toContain('conversation-frame --help')
      expect(err.split('\n')).toHaveLength(2)
      expect(simulator.ledger.totals()).toMatchObject({ accessTokens: 0 })
    })

    it('with exit code 2, as JSON', async () => {
      const { code, out, err } = await run([args[0] ?? '', '--json', ...args.slice(1)], { env })
      expect({ code, err }).toEqual({ code: 2, err: '' })
      expect(JSON.parse(watch(out))).toEqual({
        ok: false,
        error: {
          code: 'usage',
          message: expect.stringContaining(text),
          advice: expect.stringContaining('conversation-frame --help'),
        },
      })
    })
  })

  it('names everything that is missing', async () => {
    const { code, err } = await run(['mint'], { env: { PARTNER_CLIENT_ID: ' ', PARTNER_CLIENT_SECRET: undefined } })
    expect(code).toBe(2)
    expect(err).toContain(
      'Missing: PARTNER_CLIENT_ID, PARTNER_CLIENT_SECRET, --account (or PARTNER_ACCOUNT_ID), --agent (or PARTNER_AGENT_ID)',
    )
  })

  it('does not quote a base URL that may contain a password, or a header with a session', async () => {
    const base = await run(['mint', ...agent, '--base-url', 'https://me:link-secret@a.example'])
    const header = await run(['doctor', ...endpoint, '--header', 'a b: link-secret'])
    expect([base.code, header.code]).toEqual([2, 2])
    expect(base.err + header.err).not.toContain('link-secret')
  })

  it('treats empty variables as not set', async () => {
    const env = { PARTNER_SERVER: '', PARTNER_ACCOUNT_ID: '4142', PARTNER_AGENT_ID: ' 3142 ' }
    const { code } = await run(['mint', ...conversation], { env })
    expect(code).toBe(0)
  })
})
