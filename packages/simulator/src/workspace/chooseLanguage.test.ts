import { expect, it } from 'vitest'
import { chooseLanguage } from './chooseLanguage.js'

it.each([
  ['en', 'he', 'he', 'en'],
  [undefined, 'he', 'en', 'he'],
  [undefined, undefined, 'he', 'he'],
  [undefined, undefined, 'iw-IL', 'he'],
  [undefined, undefined, 'fr, he;q=0.5, en;q=0.4', 'he'],
  [undefined, undefined, 'he;q=0.2, en-GB;q=0.9', 'en'],
  [undefined, undefined, 'he;q=0', 'en'],
  [undefined, undefined, 'fr', 'en'],
  [undefined, undefined, undefined, 'en'],
] as const)('option %s, account %s, browser %s: %s', (option, account, browser, language) => {
  expect(chooseLanguage(option, account, browser)).toBe(language)
})
