import { expect, it } from 'vitest'
import { normalisePhoneNumber } from './normalisePhoneNumber.js'

it.each([
  ['972501234567', '972501234567'],
  ['+972 50-123-4567', '972501234567'],
  ['+972501234567', '972501234567'],
  ['00972 50 123 4567', '972501234567'],
  ['(+972) 50/123.4567', '972501234567'],
  ['+44 (0)20 7946 0958', '442079460958'],
  [' +44 (0)20 7946 0958', '442079460958'],
  ['100(0)1234567', '10001234567'],
  ['\u202a+972\u00a050\u2011123\u20134567\u202c', '972501234567'],
  ['\uff0b\uff19\uff17\uff12501234567', '972501234567'],
  [' 1 (212) 555-0100 ', '12125550100'],
])('%s becomes %s', (written, sent) => {
  expect(normalisePhoneNumber(written)).toBe(sent)
})

it.each([
  '050-123-4567',
  '0501234567',
  '',
  '+',
  '+972',
  '123456',
  '1234567890123456',
  '97250123456x',
  '+972501234567;ext=1',
  '++972501234567',
  '+972501234567\r\nX: 1',
  '000972501234567',
])('%j is not an international phone number', (written) => {
  expect(normalisePhoneNumber(written)).toBeUndefined()
})

it('does not change a normalised number', () => {
  expect(normalisePhoneNumber(normalisePhoneNumber('+972 50-123-4567') ?? '')).toBe('972501234567')
})
