import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { openapi } from '../scripts/describeEndpoint.js'
import { endpointErrorCodes } from './endpointErrorCodes.js'

const description = openapi()

it('is up to date with the schemas (to update it, run: npm run api)', () => {
  const shipped = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8'))
  expect(shipped).toEqual(JSON.parse(JSON.stringify(description)))
})

it('names every code in the response that has it', () => {
  const responses = JSON.stringify(description.paths['/api/conversation-login'].post.responses)
  for (const code of endpointErrorCodes) expect(responses).toContain(`\`${code}\``)
})

it('requires one of the ids and one way to identify the contact', () => {
  expect(description.components.schemas.LoginRequest.allOf).toHaveLength(2)
})
