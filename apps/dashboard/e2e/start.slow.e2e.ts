import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }

const folder = fileURLToPath(new URL('..', import.meta.url))
const cleanups: (() => unknown)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** Runs `npm start`'s command in a separate environment. */
function start(environment: Record<string, string>) {
  const { PORT: _, PARTNER_CLIENT_ID: _1, PARTNER_CLIENT_SECRET: _2, PARTNER_SETTINGS: _3, ...own } = process.env
  const [, ...flags] = packageJson.scripts.start.split(' ')
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', ...flags], {
    cwd: folder,
    env: { ...own, ...environment },
  })
  const output = { out: '', err: '' }
  child.stdout?.on('data', (text) => {
    output.out += text
  })
  child.stderr?.on('data', (text) => {
    output.err += text
  })
  const exit = once(child, 'exit').then(([code]) => code as number)
  cleanups.push(() => {
    child.kill()
    return exit
  })
  return { output, exit }
}

function file(content: string): string {
  const place = mkdtempSync(join(tmpdir(), 'conversation-frame-dashboard-'))
  cleanups.push(() => rmSync(place, { recursive: true }))
  const path = join(place, 'vendor.json')
  writeFileSync(path, content)
  return path
}

it('prints one URL, and answers there', async () => {
  const { output } = start({ PORT: '0' })
  await expect.poll(() => output.out, { timeout: 30_000 }).toMatch(/\n$/)
  expect(output.out).toMatch(/^http:\/\/localhost:\d+\n$/)
  const url = output.out.trim().replace('localhost', '127.0.0.1')
  const page = await fetch(`${url}/contacts/501`)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('<div id="root">')
  expect(page.headers.get('content-security-policy')).toMatch(/frame-src http:\/\/localhost:\d+;/)
  expect(await (await fetch(`${url}/api/session`)).json()).toMatchObject({ user: null, simulator: true })
  expect(output.out.trim().split('\n')).toHaveLength(1)
  expect(output.err).toBe('')
})

it('runs beside another one', async () => {
  const both = [start({ PORT: '0' }), start({ PORT: '0' })].map(({ output }) => output)
  await expect.poll(() => both.map(({ out }) => out.endsWith('\n')), { timeout: 30_000 }).toEqual([true, true])
  // Each has its own socket for the front end's client, which throws without one.
  const sockets = await Promise.all(both.map(({ out }) => openSocket(out.trim())))
  expect(sockets.map(({ statusCode }) => statusCode)).toEqual([101, 101])
  expect(both.map(({ err }) => err)).toEqual(['', ''])
})

async function openSocket(url: string): Promise<IncomingMessage> {
  const upgrade = {
    connection: 'upgrade',
    upgrade: 'websocket',
    'sec-websocket-key': btoa('sixteen bytes ok'),
    'sec-websocket-version': '13',
    'sec-websocket-protocol': 'vite-ping',
  }
  const [response, socket] = await once(get(url, { headers: upgrade }), 'upgrade')
  socket.destroy()
  return response
}

it('names the missing variable, and does not listen', async () => {
  const { output, exit } = start({ PARTNER_CLIENT_ID: 'acme' })
  expect(await exit).toBe(1)
  expect(output.out).toBe('')
  expect(output.err).toContain('PARTNER_CLIENT_ID is set, but PARTNER_CLIENT_SECRET and PARTNER_SETTINGS are not')
  expect(output.err.trim().split('\n')).toHaveLength(1)
})

it('reports the error in a file, without its secrets', async () => {
  const path = file('{ "accounts": [{ "id": "4142", "password": "hush" }] }')
  const { output, exit } = start({ PARTNER_CLIENT_ID: 'acme', PARTNER_CLIENT_SECRET: 's3cret', PARTNER_SETTINGS: path })
  expect(await exit).toBe(1)
  expect(output.err).toContain('accounts.0.id')
  expect(output.err).toContain('vendor.example.json')
  expect(output.err).not.toMatch(/hush|s3cret|\n {4}at /)
})

it('reports that the requested port is in use', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(() => server.close())
  const { port } = server.address() as AddressInfo
  const { output, exit } = start({ PORT: String(port) })
  expect(await exit).toBe(1)
  expect(output.err).toBe(`Port ${port} is in use. Set PORT to another port, or unset it to use the next free one.\n`)
})
