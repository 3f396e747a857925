// Runs in Node next to the component tests and gives each of them a real vendor and endpoint. Prints its URL, and exits when
// its stdin closes.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createLoginHandler, createPartnerClient } from '@conversation-frame/server'
import { createNodeListener } from '@conversation-frame/server/node'
import type { Faults, SimulatorOptions } from '@conversation-frame/simulator'
import { startSimulator } from '@conversation-frame/simulator/node'
import type { StackLink } from './startStack.js'

type Stack = Awaited<ReturnType<typeof startStack>>

const stacks = new Map<string, Stack>()

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  const [, id = '', part = ''] = pathname.split('/')
  if (request.method === 'OPTIONS') return new Response(null)
  if (id === 'echo') return echo(request)
  if (!id) {
    const stack = await startStack(request.headers.get('origin') ?? '', (await request.json()) as SimulatorOptions)
    stacks.set(String(stacks.size), stack)
    return Response.json({ id: String(stacks.size - 1), endpoint: stack.endpoint, loginOrigin: stack.loginOrigin })
  }
  const stack = stacks.get(id)
  if (!stack) return new Response(null, { status: 404 })
  if (!part && request.method === 'DELETE') await stack.stop()
  const { faults, clock, ledger } = stack.simulator
  if (part === 'faults' && request.method === 'DELETE') faults.clear()
  else if (part === 'faults') faults.set((await request.json()) as Faults)
  if (part === 'clock') clock.advance((await request.json()) as number)
  if (part === 'links' && request.method === 'DELETE') ledger.clear()
  if (part === 'links') return Response.json(stack.links())
  if (part === 'secrets') return Response.json(stack.hasSecret(await request.text()))
  return Response.json(stack.simulator.ledger.totals())
}

/** The messages that the pages of `echo` have received, with their hosts. */
const heard: string[] = []

/** A page that exchanges messages like a vendor's: it announces itself, answers, and navigates away on request. */
async function echo(request: Request): Promise<Response> {
  if (request.method === 'DELETE') heard.splice(0)
  if (request.method === 'POST') heard.push(`${new URL(request.url).hostname}: ${await request.text()}`)
  if (new URL(request.url).pathname.endsWith('/heard')) return Response.json(heard)
  const page = `<!doctype html><title>Echo</title><textarea></textarea><script>
    let last = Promise.resolve()
    addEventListener('message', ({ data }) => {
      last = last.then(async () => {
        await fetch('/echo/heard', { method: 'POST', body: data })
        if (data === 'leave') location.hostname = location.hostname === 'localhost' ? '127.0.0.1' : 'localhost'
        else if (data === 'take the focus') document.querySelector('textarea').focus()
        if (data !== 'leave') parent.postMessage('heard ' + data, '*')
      })
    })
    parent.postMessage('here', '*')
  </script>`
  return new Response(page, { headers: { 'content-type': 'text/html' } })
}

const server = createServer(
  createNodeListener(async (request) => {
    const response = await answer(request)
    for (const name of ['origin', 'methods', 'headers']) response.headers.set(`access-control-allow-${name}`, '*')
    return response
  }),
)
console.log(await listen(server))
process.stdin.on('end', () => process.exit()).resume()

async function startStack(pageOrigin: string, options: SimulatorOptions) {
  const vendor = await startSimulator(options)
  const { clock, ledger } = vendor.simulator
  const secrets = new Set<string>()
  const navigations = new Map<string, number[]>()
  ledger.subscribe(({ type, at, link }) => {
    if (type === 'navigated' && link) navigations.set(link.id, [...(navigations.get(link.id) ?? []), at])
  })
  const handler = createLoginHandler({
    partner: createPartnerClient({
      clientId: 'demo-client',
      clientSecret: 'demo-secret',
      baseUrl: vendor.partnerUrl,
      loginOrigins: [vendor.workspaceUrl],
      now: clock.now,
      async fetch(...args) {
        const response = await fetch(...args)
        for (const [secret] of (await response.clone().text()).matchAll(/[0-9a-f]{32,}/g)) secrets.add(secret)
        return response
      },
    }),
    authorize: async () => ({ userId: 'u1', accountId: 4142, agentId: 3142, server: 'online' }),
    allowedOrigins: [pageOrigin],
    limiter: false,
  })
  const server = createServer(createNodeListener(handler))
  let running = true
  return {
    endpoint: `${await listen(server)}/`,
    loginOrigin: vendor.workspaceUrl,
    simulator: vendor.simulator,
    links: (): StackLink[] => ledger.links().map((link) => ({ ...link, navigatedAt: navigations.get(link.id) ?? [] })),
    hasSecret: (text: string) => text.includes('demo-secret') || [...secrets].some((secret) => text.includes(secret)),
    async stop() {
      if (running) await Promise.all([close(server), vendor.stop()])
      running = false
    },
  }
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function close(server: ReturnType<typeof createServer>): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
