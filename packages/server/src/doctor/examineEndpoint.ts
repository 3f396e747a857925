import { loginLinkBody, problemBody } from '@conversation-frame/contract'
import { type Check, check } from './Check.js'
import { endpointProbes, json, type Probe } from './endpointProbes.js'

/** What the doctor is told about a login endpoint, in whatever language it is written. */
export interface EndpointCase {
  url: URL
  /** What makes the endpoint take the doctor for a signed-in user: a cookie, mostly. */
  headers: Record<string, string>
  /** A target that this user may open; without one, no link is minted. */
  target?: object | undefined
  fetch: typeof fetch
}

/** Checks a running login endpoint against the contract. Mints two links if a target is given, none otherwise. */
export async function examineEndpoint(given: EndpointCase): Promise<Check[]> {
  const checks: Check[] = []
  for (const probe of endpointProbes) {
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
  if (response.status === 404 && !response.headers.get('content-type')?.startsWith('application/problem+json')) {
    const finding = `There is no endpoint at ${given.url}: the status is 404.`
    return { name: 'reachable', outcome: 'failed', finding, advice: 'Correct the path in --endpoint.' }
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
  const isUnknown = first.status === 401 && Object.keys(given.headers).length === 0
  const advice = isUnknown
    ? 'Give --header "Cookie: …", so that the endpoint takes the doctor for a signed-in user.'
    : 'Answer 200 with { url, expiresInSeconds, … } as the contract’s openapi.json says.'
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

interface Minted {
  status: number
  url?: string
  faults: string[]
}

async function mint(given: EndpointCase, init: Probe['init']): Promise<Minted> {
  const response = await send(given, init)
  const { status } = response
  const faults = headerFaults(response)
  if (status !== 200) {
    const problem = problemBody.safeParse(await response.json().catch(() => undefined))
    const code = problem.success ? ` (${problem.data.code})` : ''
    return { status, faults: [...faults, `the status is ${status}${code}`] }
  }
  const body = loginLinkBody.safeParse(await response.json().catch(() => undefined))
  if (!body.success) return { status, faults: [...faults, 'the body is not the contract’s'] }
  const { url, expiresInSeconds } = body.data
  if (!URL.canParse(url)) faults.push('url is not an absolute URL')
  if (expiresInSeconds > 300) faults.push(`it promises ${expiresInSeconds} s, but a link lives 300 s at most`)
  return { status, url, faults }
}
