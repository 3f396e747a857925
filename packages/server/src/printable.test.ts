import { expect, it } from 'vitest'
import { printable } from './printable.js'

it.each([
  ['a line feed', 'a\nb', 'a\\u000ab'],
  ['a carriage return', 'a\rb', 'a\\u000db'],
  ['an escape', '\u001b[31m', '\\u001b[31m'],
  ['a null', '\0', '\\u0000'],
  ['DEL', '\u007f', '\\u007f'],
  ['the C1 control that begins a sequence', '\u009b31m', '\\u009b31m'],
  ['the C1 control that ends a line', '\u0085', '\\u0085'],
  ['a line separator', '\u2028', '\\u2028'],
  ['a paragraph separator', '\u2029', '\\u2029'],
  ['an override of direction', '\u202e', '\\u202e'],
  ['an isolate', '\u2066', '\\u2066'],
  ['a mark of direction', '\u200f', '\\u200f'],
  ['a lone surrogate', '\ud83d', '\\ud83d'],
])('escapes %s', (_, text, expected) => {
  expect(printable(text)).toBe(expected)
})

it.each(['', 'Dana Levi', 'דנה לוי', 'dana@example.com', 'é😀', 'a\\u000ab'])('does not change %j', (text) => {
  expect(printable(text)).toBe(text)
})
