import { Agent, request } from 'node:https'
import { expect, it } from 'vitest'
import { type LocalServer, serveHttps } from './serve.js'

interface Answer {
  status: number | undefined
  body: string
}

const agent = new Agent({ rejectUnauthorized: false })

function get(server: LocalServer, hostname: string, path = '/'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { hostname, port: server.port, path, agent, servername: 'host.localhost' }
    const outgoing = request(options, async (response) => {
      let body = ''
      for await (const chunk of response) body += chunk
      resolve({ status: response.statusCode, body })
    })
    outgoing.on('error', reject).end()
  })
}

const html = (body: string) => new Response(body, { headers: { 'content-type': 'text/html' } })

it('answers on IPv4 and on IPv6 at one port', async () => {
  await using server = await serveHttps(() => new Response('here', { status: 201 }))
  expect(await get(server, '127.0.0.1')).toEqual({ status: 201, body: 'here' })
  expect(await get(server, '::1')).toEqual({ status: 201, body: 'here' })
  expect(server.url('vendor.localhost', '/chat')).toBe(`https://vendor.localhost:${server.port}/chat`)
})

it('drops a connection on request', async () => {
  await using server = await serveHttps((_request, connection) => {
    connection.drop()
    return new Promise(() => undefined)
  })
  await expect(get(server, '127.0.0.1')).rejects.toThrow(/hang up|ECONNRESET/)
})

it('closes though a request hangs', async () => {
  const server = await serveHttps(() => new Promise(() => undefined))
  const answer = get(server, '127.0.0.1').catch((error: Error) => error.message)
  await expect.poll(() => Object.keys(agent.sockets).length).toBe(1)
  await server.close()
  expect(await answer).toMatch(/hang up|ECONNRESET|ECONNREFUSED/)
})

it('puts init scripts in front of the scripts of an HTML document, and nowhere else', async () => {
  await using server = await serveHttps((asked) =>
    new URL(asked.url).pathname === '/'
      ? html('<!doctype html><html lang="en"><head><title>x</title>')
      : new Response('<head>'),
  )
  server.setInitScripts(['one("</script>")', 'two()'])
  expect((await get(server, '127.0.0.1')).body).toBe(
    '<!doctype html><html lang="en"><head>' +
      '<script>document.currentScript.remove();one("<\\/script>")</script>' +
      '<script>document.currentScript.remove();two()</script><title>x</title>',
  )
  expect((await get(server, '127.0.0.1', '/text')).body).toBe('<head>')
})
