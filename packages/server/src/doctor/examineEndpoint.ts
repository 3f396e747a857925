import { loginLinkBody, problemBody } from '@conversation-frame/contract'
import { type Check, check } from './Check.js'

/** What the doctor is told about a login endpoint, in whatever language it is written. */
export interface EndpointCase {
  url: URL
  /** What makes the endpoint take the doctor for a signed-in user: a cookie, mostly. */
  headers: Record<string, string>
  /** A target that this user may open; without one, no link is minted. */
  target?: object | undefined
  fetch: typeof fetch
}

interface Probe {
  name: string
  /** What is done, as the subject of a sentence. */
  what: string
  init: { method?: string; headers?: Record<string, string>; body?: string; isAnonymous?: boolean }
  status: readonly number[]
  code: string
  advice: string
}

const json = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
/** In order for the contract, but nobody's. */
const someTarget = JSON.stringify({ conversationId: 1, email: 'doctor@example.com' })
const originAdvice = 'Refuse unless Sec-Fetch-Site is same-origin or Origin is one of yours, before anything else.'
const bodyAdvice = 'Answer as the contract’s openapi.json says, with application/problem+json and this code.'

const from = (site: string, origin: string) => ({ ...json, 'sec-fetch-site': site, origin })

const probes: readonly Probe[] = [
  ...(
    [
      ['cross_site', 'A page of another site', from('cross-site', 'https://attacker.example')],
      ['same_site', 'A page of a sibling subdomain', from('same-site', 'https://attacker.example')],
      ['null_origin', 'A sandboxed frame', from('cross-site', 'null')],
      [
        'old_browser',
        'An old browser on another site',
        { 'content-type': 'application/json', origin: 'https://attacker.example' },
      ],
    ] as const
  ).map(([name, what, headers]) => ({
    name,
    what,
    init: { headers, body: someTarget },
    status: [403],
    code: 'forbidden',
    advice: originAdvice,
  })),
  {
    name: 'form_post',
    what: 'A form’s content type',
    init: { headers: { ...json, 'content-type': 'text/plain' }, body: someTarget },
    status: [415, 400],
    code: 'invalid_request',
    advice: 'Take application/json only: a foreign page can send any other type without asking.',
  },
  {
    name: 'method',
    what: 'A GET',
    init: { method: 'GET', headers: json },
    status: [405],
    code: 'invalid_request',
    advice: 'Answer POST only, and name it in Allow: a link must not be minted by following one.',
  },
  {
    name: 'not_json',
    what: 'A body that is no JSON',
    init: { headers: json, body: '{' },
    status: [400],
    code: 'invalid_request',
    advice: bodyAdvice,
  },
  {
    name: 'no_target',
    what: 'A target without an id',
    init: { headers: json, body: '{"email":"doctor@example.com"}' },
    status: [400],
    code: 'invalid_request',
    advice: bodyAdvice,
  },
  {
    name: 'no_contact',
    what: 'A target without a contact',
    init: { headers: json, body: '{"conversationId":1}' },
    status: [400],
    code: 'invalid_request',
    advice: bodyAdvice,
  },
  {
    name: 'too_large',
    what: 'A body of 17 kB',
    init: { headers: json, body: JSON.stringify({ conversationId: 1, email: 'a@b.example', x: 'x'.repeat(17_000) }) },
    status: [413],
    code: 'invalid_request',
    advice: 'Stop reading after 16 kB.',
  },
  {
    name: 'contact_invalid',
    what: 'A phone number that cannot be one',
    init: { headers: json, body: '{"conversationId":1,"phoneNumber":"not a number"}' },
    status: [422],
    code: 'contact_invalid',
    advice: bodyAdvice,
  },
  {
    name: 'unauthenticated',
    what: 'A visitor who is not signed in',
    init: { headers: json, body: someTarget, isAnonymous: true },
    status: [401],
    code: 'unauthenticated',
    advice: 'Decide by the session who is asking, and refuse who is nobody.',
  },
]

/** Checks a running login endpoint against the contract. Mints two links if a target is given, none otherwise. */
export async function examineEndpoint(given: EndpointCase): Promise<Check[]> {
  const checks: Check[] = []
  for (const probe of probes) {
    const found = await examineProbe(given, probe)
    checks.push(found)
    if (found.name === 'reachable') return checks
  }
  return [...checks, ...(await examineMinting(given))]
}

async function send({ url, headers, fetch }: EndpointCase, { method = 'POST', isAnonymous, ...init }: Probe['init']) {
  const all = { ...(isAnonymous ? {} : headers), ...init.headers }
  return fetch(url, { ...init, method, headers: all, redirect: 'manual', signal: AbortSignal.timeout(15_000) })
}

async function examineProbe(given: EndpointCase, { name, what, init, status, code, advice }: Probe): Promise<Check> {
  let response: Response
  try {
    response = await send(given, init)
  } catch {
    const finding = `${given.url.origin} did not answer.`
    return { name: 'reachable', outcome: 'failed', finding, advice: 'Start the endpoint, or correct --endpoint.' }
  }
  const faults = [...headerFaults(response), ...(await problemFaults(response, status, code))]
  if (name === 'method' && !/\bPOST\b/.test(response.headers.get('allow') ?? ''))
    faults.push('Allow does not name POST')
  const right = `${what} is refused with ${response.status} ${code}.`
  return check(name, faults.length === 0, right, `${what}: ${faults.join('; ')}.`, advice)
}

function headerFaults({ headers }: Response): string[] {
  const faults = []
  if (!/\bno-store\b/.test(headers.get('cache-control') ?? '')) faults.push('Cache-Control is not no-store')
  const allowed = headers.get('access-control-allow-origin')
  if (allowed === '*' || allowed === 'null' || allowed === 'https://attacker.example') {
    faults.push(`Access-Control-Allow-Origin is ${allowed}`)
  }
  return faults
}

async function problemFaults(response: Response, status: readonly number[], code: string): Promise<string[]> {
  if (!status.includes(response.status)) return [`the status is ${response.status}, not ${status[0]}`]
  const faults = []
  const type = response.headers.get('content-type') ?? 'missing'
  if (!type.startsWith('application/problem+json')) faults.push(`Content-Type is ${type.slice(0, 60)}`)
  const problem = problemBody.safeParse(await response.json().catch(() => undefined))
  if (!problem.success) return [...faults, 'the body is not a problem body of the contract']
  if (problem.data.code !== code) faults.push(`the code is ${problem.data.code}, not ${code}`)
  if (problem.data.status !== response.status) faults.push('the status in the body is another one')
  return faults
}

async function examineMinting(given: EndpointCase): Promise<Check[]> {
  if (!given.target) {
    const finding =
      'Name a target (--conversation or --inbox, --phone or --email) and --header to have two links minted.'
    return [{ name: 'link', outcome: 'skipped', finding }]
  }
  const init = { headers: json, body: JSON.stringify(given.target) }
  const [first, second] = [await mint(given, init), await mint(given, init)]
  const faults = [...first.faults, ...second.faults]
  const advice = 'Answer 200 with { url, expiresInSeconds, … } as the contract’s openapi.json says.'
  const link = check(
    'link',
    faults.length === 0,
    'A signed-in user gets a link.',
    `A link: ${faults.join('; ')}.`,
    advice,
  )
  if (faults.length > 0) return [link]
  const isNew = first.url !== second.url
  const once = 'A link can be opened once: mint one for every request, and cache none.'
  return [link, check('new_link', isNew, 'Every request gets a link of its own.', 'Two requests got one link.', once)]
}

async function mint(given: EndpointCase, init: Probe['init']): Promise<{ url?: string; faults: string[] }> {
  const response = await send(given, init)
  const faults = headerFaults(response)
  if (response.status !== 200) {
    const problem = problemBody.safeParse(await response.json().catch(() => undefined))
    return {
      faults: [...faults, `the status is ${response.status}${problem.success ? ` (${problem.data.code})` : ''}`],
    }
  }
  const body = loginLinkBody.safeParse(await response.json().catch(() => undefined))
  if (!body.success) return { faults: [...faults, 'the body is not the contract’s'] }
  const { url, expiresInSeconds } = body.data
  if (!URL.canParse(url)) faults.push('url is not an absolute URL')
  if (expiresInSeconds > 300) faults.push(`it promises ${expiresInSeconds} s, but a link lives 300 s at most`)
  return { url, faults }
}
