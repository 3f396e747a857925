import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { apiFile, publicApi, publishedPackages } from './publicApi.js'

describe.each(publishedPackages)('the public API of %s', (name) => {
  it('is as it was written down', { timeout: 60_000 }, () => {
    const hint = [
      `packages/${name}/api.md is not what the package exports now. When the change is meant: run "npm run api", commit the`,
      'file, and describe the change by "npx changeset" (see "Changing the public API" in CONTRIBUTING.md).',
    ]
    expect(publicApi(name), hint.join('\n')).toBe(readFileSync(apiFile(name), 'utf8'))
  })
})
