/** Country code and number: E.164 allows 15 digits, and no country code begins with 0. */
const international = /^[1-9]\d{6,14}$/

/** What people and clipboards put between digits: spaces, dashes, dots, brackets, slashes, marks of text direction. */
const decoration = /[\s\p{Pd}\p{Cf}.()/]/gu

/**
 * Brings a phone number into the vendor's form: `+972 50-123-4567` becomes `972501234567`.
 *
 * @returns `undefined` for what cannot be an international phone number, a local one (`050-123-4567`) included: its
 * country is not known here.
 */
export function normalisePhoneNumber(phoneNumber: string): string | undefined {
  // Most are in that form already, and this is asked twice for each link.
  if (international.test(phoneNumber)) return phoneNumber
  const digits = phoneNumber
    .normalize('NFKC')
    .replace(/^(\s*(?:\+|00)[\s\d]*)\(0\)/u, '$1')
    .replace(decoration, '')
    .replace(/^(\+|00)/, '')
  return international.test(digits) ? digits : undefined
}
