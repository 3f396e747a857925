import { expect, it } from 'vitest'
import { endpointErrorCodes, errorPage } from './endpointErrorCodes.js'
import { endpointErrors } from './endpointErrors.js'
import { problemBody } from './ProblemBody.js'

it.each(endpointErrorCodes)('accepts a problem body with the code %s', (code) => {
  const { status, title } = endpointErrors[code]
  const body = { type: errorPage(code), title, status, code }
  expect(problemBody.parse(body)).toEqual(body)
})

it.each([
  ['an unknown code', { code: 'teapot' }],
  ['a negative wait', { retryAfterSeconds: -1 }],
  ['no title', { title: undefined }],
])('refuses %s', (_, change) => {
  const body = { type: errorPage('forbidden'), title: 'No', status: 403, code: 'forbidden' }
  expect(problemBody.safeParse({ ...body, ...change }).success).toBe(false)
})
