import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { apiFile, publicApi, publishedPackages } from './publicApi.js'

describe.each(publishedPackages)('the public API of %s', (name) => {
  it('matches api.md', { timeout: 60_000 }, () => {
    const hint = [
      `packages/${name}/api.md does not match the exports of the package. If the change is intended, run "npm run api", commit`,
      'the file, and describe the change with "npx changeset" (see "Changing the public API" in CONTRIBUTING.md).',
    ]
    expect(publicApi(name), hint.join('\n')).toBe(readFileSync(apiFile(name), 'utf8'))
  })
})
