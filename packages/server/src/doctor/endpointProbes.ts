/** A request, and how a login endpoint must refuse it. */
export interface Probe {
  name: string
  /** The request, as the subject of a sentence. */
  what: string
  init: { method?: string; headers?: Record<string, string>; body?: string; isAnonymous?: boolean }
  status: readonly number[]
  code: string
  advice: string
  /** An endpoint may check the session before it gets to this. */
  mayAskFirst?: boolean
}

/** The headers of a page on the endpoint's own origin. */
export const json = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
/** Valid in the contract, but not a real one. */
const someTarget = JSON.stringify({ conversationId: 1, email: 'doctor@example.com' })
const originAdvice =
  'Before anything else, refuse requests unless Sec-Fetch-Site is same-origin or Origin is one of yours.'
const bodyAdvice = 'Answer as described in the contract’s openapi.json, with application/problem+json and this code.'

const from = (site: string, origin: string) => ({ ...json, 'sec-fetch-site': site, origin })

/** Requests that every login endpoint must refuse. */
export const endpointProbes: readonly Probe[] = [
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
    advice: 'Accept only application/json: a page of another site can send other types without a preflight.',
    mayAskFirst: true,
  },
  {
    name: 'method',
    what: 'A GET',
    init: { method: 'GET', headers: json },
    status: [405],
    code: 'invalid_request',
    advice: 'Accept only POST, and name it in Allow: navigating to the endpoint must not mint a link.',
  },
  {
    name: 'not_json',
    what: 'A body that is not JSON',
    init: { headers: json, body: '{' },
    status: [400],
    code: 'invalid_request',
    advice: bodyAdvice,
    mayAskFirst: true,
  },
  {
    name: 'no_target',
    what: 'A target without an id',
    init: { headers: json, body: '{"email":"doctor@example.com"}' },
    status: [400],
    code: 'invalid_request',
    advice: bodyAdvice,
    mayAskFirst: true,
  },
  {
    name: 'no_contact',
    what: 'A target without a contact',
    init: { headers: json, body: '{"conversationId":1}' },
    status: [400],
    code: 'invalid_request',
    advice: bodyAdvice,
    mayAskFirst: true,
  },
  {
    name: 'too_large',
    what: 'A body of 17 kB',
    init: { headers: json, body: JSON.stringify({ conversationId: 1, email: 'a@b.example', x: 'x'.repeat(17_000) }) },
    status: [413],
    code: 'invalid_request',
    advice: 'Stop reading after 16 kB.',
    mayAskFirst: true,
  },
  {
    name: 'contact_invalid',
    what: 'A phone number that cannot be one',
    init: { headers: json, body: '{"conversationId":1,"phoneNumber":"not a number"}' },
    status: [422],
    code: 'contact_invalid',
    advice: bodyAdvice,
    mayAskFirst: true,
  },
  {
    name: 'unauthenticated',
    what: 'A visitor who is not signed in',
    init: { headers: json, body: someTarget, isAnonymous: true },
    status: [401],
    code: 'unauthenticated',
    advice: 'An anonymous request must get 401. Identify the user by the session, and refuse requests without one.',
  },
]
