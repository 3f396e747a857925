import { readFileSync } from 'node:fs'
import { english } from '@conversation-frame/react'
import { describe, expect, it } from 'vitest'

const sections = new Map(
  readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8')
    .split(/^### /m)
    .slice(1)
    .map((section): [string, string] => [section.split('\n')[0] ?? '', section]),
)

describe('docs/errors.md', () => {
  it.each(Object.keys(english.labels.errors))('says of %s what causes it, how to fix it, and who must act', (code) => {
    const section = sections.get(code) ?? ''
    expect(section.match(/\*\*(Cause|Fix|Who):\*\*/g)).toEqual(['**Cause:**', '**Fix:**', '**Who:**'])
  })

  it('has no code that there is not', () => {
    expect([...sections.keys()].filter((code) => !(code in english.labels.errors))).toEqual([])
  })
})
