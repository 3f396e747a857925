import { loginLinkBody, problemBody } from '@conversation-frame/contract'
import { askEndpoint, type EndpointCheckOptions, headerFaults, signInAdvice } from './askEndpoint.js'
import { type Check, check } from './Check.js'
import { json, type Probe } from './endpointProbes.js'

/** Mints two links if there is a target, and compares them. */
export async function examineMinting(given: EndpointCheckOptions): Promise<Check[]> {
  if (!given.target) {
    const finding = 'To mint two links, add a target (--conversation or --inbox, --phone or --email) and --header.'
    return ['link', 'new_link'].map((name) => ({ name, outcome: 'skipped', finding }))
  }
  const init = { headers: json, body: JSON.stringify(given.target) }
  const [first, second] = [await mint(given, init), await mint(given, init)]
  const faults = [...new Set([...first.faults, ...second.faults])]
  const advice = adviceFor(first.status === 200 ? second.status : first.status, given)
  const link = check(
    'link',
    faults.length === 0,
    'A signed-in user gets a link.',
    `Requesting a link failed: ${faults.join('; ')}.`,
    advice,
  )
  if (faults.length > 0) return [link]
  const isNew = first.url !== second.url
  const once = 'A link can be opened once. Mint one for every request, and do not cache links.'
  return [link, check('new_link', isNew, 'Every request gets its own link.', 'Two requests got the same link.', once)]
}

/** A refusal may be correct. */
function adviceFor(status: number, { headers }: EndpointCheckOptions): string {
  if (status === 401) return signInAdvice(headers)
  if (status === 403) return 'Use a target that the user of --header may open, or another user.'
  if (status === 429) return 'Wait until this user’s limit allows more, or use another user in --header.'
  if (status >= 300 && status < 400)
    return 'Answer 401 instead of a redirect to a sign-in page: a frame cannot follow it.'
  return 'Answer 200 with { url, expiresInSeconds, … } as described in the contract’s openapi.json.'
}

interface Minted {
  status: number
  url?: string
  faults: string[]
}

async function mint(given: EndpointCheckOptions, init: Probe['init']): Promise<Minted> {
  const answer = await askEndpoint(given, init)
  const { status } = answer
  const faults = headerFaults(answer)
  if (status !== 200) {
    const problem = problemBody.safeParse(answer.body)
    const code = problem.success ? ` (${problem.data.code})` : ''
    return { status, faults: [...faults, `the status is ${status}${code}`] }
  }
  const type = answer.headers.get('content-type') ?? 'missing'
  if (!/^application\/json *(;|$)/i.test(type)) faults.push(`Content-Type is ${type.slice(0, 60)}`)
  const body = loginLinkBody.safeParse(answer.body)
  if (!body.success) return { status, faults: [...faults, 'the body does not match the contract'] }
  const { url, expiresInSeconds } = body.data
  if (!URL.canParse(url)) faults.push('url is not an absolute URL')
  if (expiresInSeconds > 300)
    faults.push(`expiresInSeconds is ${expiresInSeconds}, but a link expires after 300 s at most`)
  return { status, url, faults }
}
