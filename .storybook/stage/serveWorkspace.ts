import type { Simulator } from '@conversation-frame/simulator'

/** A request from `public/workspace.html` to the page that runs the vendor. */
interface Call {
  stage: string | null
  call: string
  path?: string
  method?: string
  body?: string
  /** The response is a stream of server-sent events. */
  stream?: boolean
  /** The page sets this cookie. */
  cookie?: string
}

type Reply = (message: object) => void

const workspaces = new Map<string, { simulator: Simulator; cookies: Map<string, string> }>()

/** Makes the static page serve this vendor's workspace. The result maps a login link to its URL in that page. */
export function serveWorkspace(simulator: Simulator): (link: URL) => URL {
  if (workspaces.size === 0) listen()
  const stage = crypto.randomUUID?.() ?? String(Math.random())
  workspaces.set(stage, { simulator, cookies: new Map() })
  return (link) => {
    // Relative to the story's page, because the site may be in any folder.
    const url = new URL(`${import.meta.env.BASE_URL}workspace.html`, document.baseURI)
    url.search = new URLSearchParams({ stage, path: link.pathname + link.search }).toString()
    return url
  }
}

function listen(): void {
  window.addEventListener('message', ({ data, source }) => {
    if (isCall(data) && source) void answer(data, (message) => source.postMessage(message, { targetOrigin: '*' }))
  })
  const tabs = new BroadcastChannel('conversation-frame-stage')
  tabs.onmessage = ({ data }) => {
    if (isCall(data)) void answer(data, (message) => tabs.postMessage(message))
  }
}

function isCall(data: unknown): data is Call {
  return typeof data === 'object' && data !== null && 'stage' in data && 'call' in data
}

async function answer({ stage, call, path, method = 'GET', body, stream, cookie }: Call, reply: Reply): Promise<void> {
  // A page that was not opened by a link belongs to the newest story.
  const workspace = workspaces.get(stage ?? '') ?? [...workspaces.values()].at(-1)
  if (!workspace) return
  if (cookie !== undefined) return keep(workspace.cookies, cookie)
  const request = new Request(new URL(path ?? '/', 'https://online.vendor.localhost'), {
    method,
    ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
  })
  const cookies = [...workspace.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const response = await workspace.simulator.workspace(request, { cookie: cookies })
  if (stream) return pass(response, (message) => reply({ call, ...message }))
  const redirected = response.headers.get('location') ?? undefined
  reply({ call, status: response.status, redirected, text: await response.text() })
}

/** Like a browser: `Max-Age=0` removes the cookie. */
function keep(cookies: Map<string, string>, text: string): void {
  const [pair = '', ...attributes] = text.split(/; */)
  const [name = '', value = ''] = pair.split('=')
  if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) cookies.delete(name)
  else cookies.set(name, value)
}

async function pass({ body }: Response, send: Reply): Promise<void> {
  const decoder = new TextDecoder()
  const reader = body?.getReader()
  send({ opened: true })
  let rest = ''
  for (;;) {
    const chunk = await reader?.read()
    if (!chunk || chunk.done) return send({ closed: true })
    const events = (rest + decoder.decode(chunk.value, { stream: true })).split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) if (event.startsWith('data: ')) send({ event: event.slice(6) })
  }
}
