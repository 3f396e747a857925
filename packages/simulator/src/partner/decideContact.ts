import type { Account } from '../createDirectory.js'
import type { SeedContact } from '../seed/Seed.js'

/** A contact of the account, or the data of a new one. */
export type ContactTarget = SeedContact | Omit<SeedContact, 'id'>

/**
 * Reads `phone_number`, `email` and `name`; `undefined` is reason 37. The document asks for either. If both are given,
 * both must be well formed and belong to one contact.
 */
export function decideContact(body: Record<string, unknown>, account: Account): ContactTarget | undefined {
  const phoneNumber = read(body.phone_number, phoneNumberForm)
  const email = read(body.email, emailForm)
  if (phoneNumber === 'wrong' || email === 'wrong' || (!phoneNumber && !email)) return undefined
  const hasNumber = (contact: SeedContact) => contact.phoneNumber === phoneNumber
  const hasAddress = (contact: SeedContact) => contact.email?.toLowerCase() === email?.toLowerCase()
  const known = account.contacts.find(
    (contact) => (phoneNumber && hasNumber(contact)) || (email && hasAddress(contact)),
  )
  if (!known) return describeNewContact(body.name, phoneNumber, email)
  // A known contact with a different number or address is not the intended one.
  if (phoneNumber && known.phoneNumber && !hasNumber(known)) return undefined
  if (email && known.email && !hasAddress(known)) return undefined
  return known
}

/** International digits without `+`, spaces or dashes, as in the document's sample. */
const phoneNumberForm = /^[1-9]\d{6,14}$/
const emailForm = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,180}\.[^\s@<>".]{2,}$/

function read(value: unknown, form: RegExp): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  // No valid value matches this word, so it can stand for an invalid one.
  return typeof value === 'string' && form.test(value) ? value : 'wrong'
}

function describeNewContact(name: unknown, phoneNumber: string | undefined, email: string | undefined): ContactTarget {
  const given = typeof name === 'string' ? name.trim() : ''
  return {
    name: given || (phoneNumber ? `+${phoneNumber}` : (email ?? '')),
    ...(phoneNumber && { phoneNumber }),
    ...(email && { email }),
  }
}
