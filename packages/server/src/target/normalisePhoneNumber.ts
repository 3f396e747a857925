/** Country code and number: E.164 allows 15 digits, and no country code begins with 0. */
const international = /^[1-9]\d{6,14}$/

/** What people and clipboards put between digits: spaces, dashes, dots, brackets, slashes, marks of text direction. */
const separators = /[\s\p{Pd}\p{Cf}.()/]/gu

/**
 * Brings a phone number into the vendor's form: `+972 50-123-4567` becomes `972501234567`. `authorize` gets numbers in this form, so
 * use it on stored numbers that you compare with them.
 *
 * @returns `undefined` if it is not an international phone number. A local one (`050-123-4567`) is not: its country is unknown.
 */
export function normalisePhoneNumber(phoneNumber: string): string | undefined {
  // The common case, without five passes over the text.
  if (international.test(phoneNumber)) return phoneNumber
  const digits = phoneNumber
    .normalize('NFKC')
    .replace(/^(\s*(?:\+|00)[\s\d]*)\(0\)/u, '$1')
    .replace(separators, '')
    .replace(/^(\+|00)/, '')
  return international.test(digits) ? digits : undefined
}
