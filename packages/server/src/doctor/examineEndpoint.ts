import { problemBody } from '@conversation-frame/contract'
import {
  askEndpoint,
  type EndpointAnswer,
  type EndpointCheckOptions,
  headerFaults,
  isAnonymousUser,
  signInAdvice,
} from './askEndpoint.js'
import { type Check, check, withSkipped } from './Check.js'
import { endpointProbes, type Probe } from './endpointProbes.js'
import { examineMinting } from './examineMinting.js'

/** The names of all checks, in order. */
const steps = [...endpointProbes.map(({ name }) => name), 'headers', 'link', 'new_link']

/** Checks a running login endpoint against the contract. Mints two links if a target is given, none otherwise. */
export async function examineEndpoint(given: EndpointCheckOptions): Promise<Check[]> {
  const checks: Check[] = []
  const answers: Headers[] = []
  const fetch: typeof given.fetch = async (...request) => {
    const response = await given.fetch(...request)
    answers.push(response.headers)
    return response
  }
  try {
    for (const probe of endpointProbes) {
      const found = await examineProbe({ ...given, fetch }, probe)
      checks.push(found)
      if (found.name === 'reachable') return withSkipped(checks, steps)
    }
    const minting = await examineMinting({ ...given, fetch })
    return withSkipped([...checks, headersCheck(answers), ...minting], steps)
  } catch (error) {
    return withSkipped([...checks, unreachable(given.url, error)], steps)
  }
}

async function examineProbe(given: EndpointCheckOptions, probe: Probe): Promise<Check> {
  const { name, what, init, status, code, advice } = probe
  const answer = await askEndpoint(given, init)
  if (answer.status === 404 && !answer.headers.get('content-type')?.startsWith('application/problem+json')) {
    const finding = `There is no endpoint at ${given.url}: the status is 404.`
    return { name: 'reachable', outcome: 'failed', finding, advice: 'Correct the path in --endpoint.' }
  }
  if (probe.mayAskFirst && problemFaults(answer, [401], 'unauthenticated').length === 0) {
    return hiddenBySignIn(name, what, given.headers)
  }
  const faults = [...headerFaults(answer), ...problemFaults(answer, status, code)]
  if (name === 'method' && !/\bPOST\b/.test(answer.headers.get('allow') ?? '')) faults.push('Allow does not name POST')
  const right = `${what} is refused with ${answer.status} ${code}.`
  return check(name, faults.length === 0, right, `${what}: ${faults.join('; ')}.`, advice)
}

/** The cause of an error from `fetch` says what went wrong. */
function unreachable({ origin }: URL, error: unknown): Check {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const { code, name } =
    cause instanceof Error ? (cause as NodeJS.ErrnoException) : { code: undefined, name: 'unknown' }
  const why = typeof code === 'string' ? code : name
  const advice = /CERT|SIGNATURE/.test(why)
    ? 'Add the certificate’s authority to NODE_EXTRA_CA_CERTS, or check the name and dates of the certificate.'
    : 'Start the endpoint, or correct --endpoint.'
  return { name: 'reachable', outcome: 'failed', finding: `${origin} did not answer (${why}).`, advice }
}

/** The endpoint checks the session before the request. That is correct too, but hides how it refuses this request. */
function hiddenBySignIn(name: string, what: string, headers: EndpointCheckOptions['headers']): Check {
  const finding = `${what}: the endpoint checks the session first, and did not accept the doctor as a signed-in user.`
  if (isAnonymousUser(headers)) return { name, outcome: 'skipped', finding: `${finding} ${signInAdvice(headers)}` }
  return { name, outcome: 'failed', finding, advice: signInAdvice(headers) }
}

function problemFaults({ status, headers, body }: EndpointAnswer, expected: readonly number[], code: string): string[] {
  if (!expected.includes(status)) return [`the status is ${status}, not ${expected[0]}`]
  const faults = []
  const type = headers.get('content-type') ?? 'missing'
  if (!type.startsWith('application/problem+json')) faults.push(`Content-Type is ${type.slice(0, 60)}`)
  const problem = problemBody.safeParse(body)
  if (!problem.success) return [...faults, 'the body is not a problem body of the contract']
  if (problem.data.code !== code) faults.push(`the code is ${problem.data.code}, not ${code}`)
  if (problem.data.status !== status) faults.push('the status in the body differs')
  return faults
}

const recommended = { 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff' }

/** Not in the contract, because the frame does not need them. They help if an answer is opened as a page. */
function headersCheck(answers: readonly Headers[]): Check {
  const missing = Object.entries(recommended)
    .filter(([name, value]) => answers.some((headers) => headers.get(name)?.toLowerCase() !== value))
    .map(([name, value]) => `${name}: ${value}`)
  if (missing.length === 0)
    return { name: 'headers', outcome: 'ok', finding: 'Every answer has the recommended headers.' }
  const finding = `Not every answer has ${missing.join(' and ')}.`
  return { name: 'headers', outcome: 'warning', finding, advice: 'Send them with every answer, including refusals.' }
}
