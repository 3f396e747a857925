import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { readConfiguration } from './readConfiguration.js'

const example = fileURLToPath(new URL('../../vendor.example.json', import.meta.url))
const keys = { PARTNER_CLIENT_ID: 'acme', PARTNER_CLIENT_SECRET: 'hush' }
const folder = mkdtempSync(join(tmpdir(), 'conversation-frame-settings-'))

afterAll(() => rmSync(folder, { recursive: true }))

function settingsFile(content: string): string {
  const path = join(folder, `${content.length}.json`)
  writeFileSync(path, content)
  return path
}

describe('the environment', () => {
  it('selects the simulator on port 4100, or the next free one, if nothing is set', () => {
    expect(readConfiguration({})).toEqual({ port: { number: 4100, fixed: false } })
    expect(readConfiguration({ PARTNER_CLIENT_ID: ' ', PORT: '' })).toEqual({ port: { number: 4100, fixed: false } })
  })

  it('sets the port', () => {
    expect(readConfiguration({ PORT: '5000' }).port).toEqual({ number: 5000, fixed: true })
  })

  it.each(['-1', '70000', '80a', '8.5'])('refuses PORT=%s', (PORT) => {
    expect(() => readConfiguration({ PORT })).toThrow(`PORT must be a whole number from 0 to 65535, not "${PORT}".`)
  })

  it('sets further host names', () => {
    expect(readConfiguration({ ALLOWED_HOSTS: 'desk.test, 192.168.1.5,' }).allowedHosts).toEqual([
      'desk.test',
      '192.168.1.5',
    ])
    expect(readConfiguration({ ALLOWED_HOSTS: ' ' })).not.toHaveProperty('allowedHosts')
    expect(() => readConfiguration({ ALLOWED_HOSTS: 'desk.test:80' })).toThrow('ALLOWED_HOSTS must be host names')
  })

  it('selects the vendor if all three variables are set', () => {
    const { vendor } = readConfiguration({ ...keys, PARTNER_SETTINGS: example })
    expect(vendor).toMatchObject({ clientId: 'acme', clientSecret: 'hush' })
    expect(vendor?.settings.accounts[0]).toMatchObject({ id: 4142, server: 'online' })
  })

  it.each([
    [
      { PARTNER_CLIENT_ID: 'acme' },
      'PARTNER_CLIENT_ID is set, but PARTNER_CLIENT_SECRET and PARTNER_SETTINGS are not.',
    ],
    [
      { PARTNER_CLIENT_SECRET: 'hush' },
      'PARTNER_CLIENT_SECRET is set, but PARTNER_CLIENT_ID and PARTNER_SETTINGS are not.',
    ],
    [keys, 'PARTNER_CLIENT_ID and PARTNER_CLIENT_SECRET are set, but PARTNER_SETTINGS is not.'],
    [
      { PARTNER_SETTINGS: example },
      'PARTNER_SETTINGS is set, but PARTNER_CLIENT_ID and PARTNER_CLIENT_SECRET are not.',
    ],
  ])('refuses %o', (environment, message) => {
    expect(() => readConfiguration(environment)).toThrow(message)
  })
})

describe('the settings file', () => {
  it.each([
    ['{', /is not valid JSON/],
    ['[]', /the file: /],
    ['{"accounts":[]}', /accounts: /],
    ['{"accounts":[{"id":"4142"}]}', /accounts\.0\.id: .*\n.*accounts\.0\.name/],
    ['{"accounts":[],"acounts":1}', /acounts/],
  ])('is refused with %s', (content, message) => {
    const read = () => readConfiguration({ ...keys, PARTNER_SETTINGS: settingsFile(content) })
    expect(read).toThrow(message)
    expect(read).toThrow('vendor.example.json')
  })

  it('is refused if it cannot be read', () => {
    const read = () => readConfiguration({ ...keys, PARTNER_SETTINGS: join(folder, 'none.json') })
    expect(read).toThrow(/none\.json cannot be read \(ENOENT\)/)
  })

  it('is refused if two contacts share an id, or a contact has no phone number or email', () => {
    const contact = { id: 1, name: 'Dana', team: 'Service', conversationId: 165 }
    const user = { id: 'maya', name: 'Maya', email: 'maya@example.com', password: 'hush', teams: [], agents: [] }
    const account = { id: 1, name: 'Shop', server: 'online', users: [user], contacts: [] as object[] }
    const read = (contacts: object[]) => () =>
      readConfiguration({
        ...keys,
        PARTNER_SETTINGS: settingsFile(JSON.stringify({ accounts: [{ ...account, contacts }] })),
      })
    const reached = { ...contact, email: 'dana@example.com' }
    expect(read([reached])).not.toThrow()
    expect(read([reached, reached])).toThrow('contacts need different ids: 1 is a duplicate')
    expect(read([contact])).toThrow('accounts.0.contacts.0: phoneNumber or email is required')
  })
})
