import { describe, expect, it } from 'vitest'
import { ar } from './ar.js'
import { he } from './he.js'
import { english } from './labels.js'

describe.each([english, he, ar])('the locale $lang', (locale) => {
  it('is plain data, so that a server component can pass it', () => {
    expect(JSON.parse(JSON.stringify(locale))).toEqual(locale)
    expect(structuredClone(locale)).toEqual(locale)
  })

  it('says where the time of the next attempt goes', () => {
    expect(locale.labels.waiting.split('{time}')).toHaveLength(2)
  })
})
