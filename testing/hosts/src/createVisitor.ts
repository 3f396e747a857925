import { request as requestOverHttp } from 'node:http'
import { connect } from 'node:net'

/** What a browser, or somebody who plays one, can do at a login endpoint. */
export interface Visitor {
  /** Asks for a link, as a page of the endpoint's own origin would; what is `undefined` is left out. */
  ask(change?: Change): Promise<Answer>
  /** Asks with a method that `fetch` may not know. */
  call(method: string): Promise<Omit<Answer, 'body'>>
  /** Writes these bytes, and waits for the line of the status. */
  write(bytes: string | Buffer, patience: number): Promise<{ status: number; milliseconds: number }>
  /** All answers so far, headers included. */
  heard(): string
}

interface Change {
  body?: unknown
  method?: string
  headers?: Record<string, string | undefined>
  signal?: AbortSignal
}

interface Answer {
  status: number
  headers: Headers
  /** Of any shape: each test says what it expects. */
  body: ReturnType<typeof JSON.parse>
}

export const path = '/api/conversation-login'
export const maya = 'session=maya-3142'
export const target = { conversationId: 165, phoneNumber: '+972 50-123-4567', name: 'Dana Levi' }

const own = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie: maya }

export function createVisitor(port: number): Visitor {
  let heard = ''
  return {
    heard: () => heard,
    async ask({ body = target, method = 'POST', signal, headers: changed } = {}) {
      const headers = Object.entries({ ...own, ...changed }).filter((pair): pair is [string, string] => !!pair[1])
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      const hasBody = !['GET', 'HEAD', 'OPTIONS'].includes(method)
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers,
        ...(hasBody && { body: text }),
        ...(signal && { signal }),
      })
      const answer = await response.text()
      heard += `${response.status} ${JSON.stringify([...response.headers])}\n${answer}\n`
      return {
        status: response.status,
        headers: response.headers,
        body: answer === '' ? undefined : JSON.parse(answer),
      }
    },
    call: (method) =>
      new Promise((resolve, reject) => {
        const request = requestOverHttp({ host: '127.0.0.1', port, path, method, headers: own }, (response) => {
          const { statusCode: status = 0, rawHeaders } = response
          heard += `${status} ${JSON.stringify(rawHeaders)}\n`
          const headers = new Headers()
          for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
            headers.append(String(rawHeaders[index]), String(rawHeaders[index + 1]))
          }
          response.setEncoding('utf8').on('data', (piece: string) => {
            heard += piece
          })
          response.once('end', () => resolve({ status, headers }))
        })
        request.once('error', reject).end()
      }),
    write: (bytes, patience) =>
      new Promise((resolve, reject) => {
        const began = performance.now()
        const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
        let answer = ''
        const finish = () => {
          clearTimeout(timer)
          socket.destroy()
          heard += `${answer}\n`
          const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(answer) ?? []
          if (status) resolve({ status: Number(status), milliseconds: performance.now() - began })
          else reject(new Error(`No answer within ${patience} ms: ${JSON.stringify(answer)}`))
        }
        const timer = setTimeout(finish, patience)
        socket.setEncoding('utf8').on('data', (piece: string) => {
          answer += piece
          if (answer.includes('\r\n')) finish()
        })
        socket.once('error', finish).once('close', finish)
      }),
  }
}
