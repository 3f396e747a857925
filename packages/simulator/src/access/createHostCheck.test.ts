import { describe, expect, it } from 'vitest'
import { controlHandler } from '../control/controlHandler.js'
import { createSimulator } from '../createSimulator.js'
import type { SimulatorOptions } from '../SimulatorOptions.js'

const paths = { partner: '/api/settings/accessToken', workspace: '/health', control: '/control/clock' }

/** The status of each handler's response to a request with this `Host`, as a server passes it on. */
async function visit(host: string, options: SimulatorOptions = {}, url = 'http://localhost:4101') {
  const simulator = createSimulator(options)
  const { allowedHosts = [] } = options
  const handlers = { ...simulator, control: controlHandler(simulator, { allowedHosts }) }
  const answers = (['partner', 'workspace', 'control'] as const).map((name) =>
    handlers[name](new Request(url + paths[name], { headers: { host } })),
  )
  return Promise.all(answers)
}

const statuses = async (...visited: Parameters<typeof visit>) => (await visit(...visited)).map(({ status }) => status)

describe('the host name of a request', () => {
  it.each([
    'localhost',
    'localhost:4101',
    'LOCALHOST:4101',
    'localhost.',
    'vendor.localhost:4101',
    'a.b.Vendor.localhost.',
    '127.0.0.1:4101',
    '127.255.0.9',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '[::1]:4101',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
  ])('may be %s', async (host) => {
    expect(await statuses(host)).toEqual([200, 200, 200])
  })

  it.each([
    'evil.example',
    'evil.example:4101',
    'localhost.evil.example',
    'notlocalhost',
    '.localhost',
    'localhost..',
    '127.0.0.1.evil.example',
    '127.0.0.1.nip.io',
    '128.0.0.1',
    '0.0.0.0',
    '192.168.1.5:4101',
    '169.254.169.254',
    '[::]',
    '[fe80::1]',
    '[::ffff:192.168.1.5]',
    'user@localhost',
    'evil.example#localhost',
    'localhost/evil.example',
    'local%68ost',
    'localhost, evil.example',
    'localhost:99999',
    'xn--n3h.example',
  ])('may not be %s', async (host) => {
    expect(await statuses(host)).toEqual([421, 421, 421])
  })

  it('must be allowed in the URL too, because a request line may name one', async () => {
    expect(await statuses('localhost', {}, 'http://evil.example:4101')).toEqual([421, 421, 421])
  })

  it('does not matter without a server', async () => {
    const { partner, workspace } = createSimulator()
    expect((await partner(new Request('https://partners.99digital.co.il/api/settings/accessToken'))).status).toBe(200)
    expect((await workspace(new Request('https://online.99digital.co.il/health'))).status).toBe(200)
  })

  it('may be a listed one, in any notation, but no other', async () => {
    const allowedHosts = ['Vendor.test', '192.168.1.5', '[fd00::1]']
    for (const host of ['vendor.test:4101', 'VENDOR.TEST.', '3232235781', '[FD00:0::1]:4101']) {
      expect(await statuses(host, { allowedHosts })).toEqual([200, 200, 200])
    }
    expect(await statuses('a.vendor.test', { allowedHosts })).toEqual([421, 421, 421])
  })

  it('may be that of the origins of the two halves', async () => {
    const origins = {
      partnerOrigin: 'https://partners.test',
      workspaceOrigin: (server: string) => `https://${server}.test`,
    }
    expect((await statuses('partners.test', origins)).slice(0, 2)).toEqual([200, 200])
    expect((await statuses('care.test', origins)).slice(0, 2)).toEqual([200, 200])
    expect((await statuses('other.test', origins)).slice(0, 2)).toEqual([421, 421])
    const simulator = createSimulator()
    simulator.reachedAt({ workspaceOrigin: 'https://later.test' })
    const request = new Request('https://later.test/health', { headers: { host: 'later.test' } })
    expect((await simulator.workspace(request)).status).toBe(200)
  })

  it('is refused with a message that names the flag and the option to allow it', async () => {
    for (const response of await visit('vendor.test:4101')) {
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
      const text = await response.text()
      expect(text).toContain('--allow-host vendor.test,')
      expect(text).toContain('allowedHosts')
    }
    const [response] = await visit('<script>alert(1)</script>')
    expect(await response?.text()).not.toContain('<')
  })

  it.each(['http://vendor.test', 'vendor.test:80', '[fd00::1]:80', '*.vendor.test', 'fd00::1', ''])(
    'cannot be allowed as %j',
    (host) => {
      expect(() => createSimulator({ allowedHosts: [host] })).toThrow('allowedHosts must be a host name')
    },
  )
})
