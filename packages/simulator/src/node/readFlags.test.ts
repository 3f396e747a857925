import { expect, it } from 'vitest'
import { stockVendor } from '../SimulatorOptions.js'
import { readFlags, usage } from './readFlags.js'

it.each([
  [[], {}],
  [['--port', '4001', '--partner-port=4002'], { workspacePort: 4001, partnerPort: 4002 }],
  [['--host', 'vendor.localhost', '--bind', '0.0.0.0'], { host: 'vendor.localhost', bind: '0.0.0.0' }],
  [['--allow-host', 'vendor.test', '--allow-host=[fd00::1]'], { allowedHosts: ['vendor.test', '[fd00::1]'] }],
  [
    ['--control-origin', 'http://localhost:6006', '--control-origin=https://panel.example'],
    { controlOrigins: ['http://localhost:6006', 'https://panel.example'] },
  ],
  [['--client-id', 'a', '--client-secret', 'b'], { clientId: 'a', clientSecret: 'b' }],
  [['--storage', 'denied'], { storage: 'denied' }],
  [['--cookie', 'lax', '--frame-options', 'sameorigin'], { cookie: 'lax', frameOptions: 'sameorigin' }],
  [
    ['--frame-options', 'https://a.example,http://b.example:81'],
    { frameOptions: ['https://a.example', 'http://b.example:81'] },
  ],
  [['--throttle', '--session-cap', '25'], { throttle: stockVendor.throttle, sessionCap: 25 }],
  [['--stock', '--cookie', 'none'], { ...stockVendor, cookie: 'none' }],
  [['--language', 'he', '--control', '--link-life', '30'], { language: 'he', control: true, linkLife: 30_000 }],
])('reads %j', (args, options) => {
  expect(readFlags(args)).toEqual(options)
})

it.each([
  [['--prot', '1'], "Unknown option '--prot'"],
  [['4001'], 'Unexpected argument'],
  [['--port'], 'argument missing'],
  [['--port', 'http'], '--port must be a whole number from 0 to 65535, not "http".'],
  [['--port', '70000'], '--port must be a whole number from 0 to 65535, not "70000".'],
  [['--storage', 'no'], '--storage must be allowed or denied, not "no".'],
  [['--cookie', 'strict'], '--cookie must be lax or none or partitioned, not "strict".'],
  [['--frame-options', 'all'], '--frame-options must be sameorigin or deny or allow, not "all".'],
  [['--session-cap', '0'], '--session-cap must be a whole number from 1'],
  [['--language', 'fr'], '--language must be en or he, not "fr".'],
  [['--host', 'http://vendor.localhost'], '--host must be a name such as vendor.localhost'],
  [['--allow-host', 'vendor.test:80'], '--allow-host must be a name such as vendor.localhost'],
  [['--control-origin', '*'], '--control-origin must be an origin such as http://localhost:6006'],
  [['--tls-key', 'key.pem'], '--tls-key and --tls-cert belong together: set both.'],
  [['--tls-key', 'no-such.pem', '--tls-cert', 'no-such.pem'], '--tls-key: ENOENT'],
])('refuses %j with the reason', (args, problem) => {
  expect(() => readFlags(args)).toThrow(problem)
})

it('recognizes --help', () => {
  expect(readFlags(['--help'])).toBe('help')
  expect(usage).toContain('--frame-options <who>')
})
