import { describe, expect, it } from 'vitest'
import { findDialect } from './findDialect.mjs'

const found = (text: string) => findDialect(text).map((finding) => finding.found)

describe('findDialect', () => {
  it('names the line, the word and the plain replacement', () => {
    expect(findDialect('Retry it.\nMend it anew.')).toEqual([
      { line: 2, found: 'Mend', instead: 'fix' },
      { line: 2, found: 'anew', instead: 'again' },
    ])
  })

  it.each([
    ['what is no JSON', 'is no JSON'],
    ['origins that are no list', 'are no list'],
    ['what is no `Request`', 'is no `Request`'],
    ['an id that is none', 'is none'],
    ['// It opens by\n  // itself.', 'by itself'],
    [' * a text that is\n * no URL', 'is no URL'],
  ])('finds a phrase in %j', (text, phrase) => {
    expect(found(text)).toEqual([phrase])
  })

  it.each([
    'There is no link.',
    '// there\n  // is no link',
    'It is no longer open.',
    'There are none.',
    'recommended amend amended manifold-told toldYou',
  ])('accepts %j', (text) => {
    expect(found(text)).toEqual([])
  })
})
