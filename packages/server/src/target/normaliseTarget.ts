import type { LoginRequestBody } from '@conversation-frame/contract'
import { LoginError } from '../LoginError.js'
import { normalisePhoneNumber } from './normalisePhoneNumber.js'

/** Loose on purpose: only the vendor knows its contacts. Refuses what no mail system delivers to. */
const address = /^[^\s\p{Cc}@]+@[^\s\p{Cc}@.]+(?:\.[^\s\p{Cc}@.]+)+$/u

/** Brings the contact into the form that the vendor expects, or says that it cannot be one. */
export function normaliseTarget(target: LoginRequestBody): LoginRequestBody {
  const { phoneNumber, email } = target
  const normalised = { ...target }
  if (phoneNumber !== undefined) {
    const digits = normalisePhoneNumber(phoneNumber)
    if (!digits) throw refusal('The phone number must be international, like +972 50-123-4567')
    normalised.phoneNumber = digits
  }
  if (email !== undefined) {
    const trimmed = email.trim()
    if (!address.test(trimmed)) throw refusal('The e-mail address cannot be one')
    normalised.email = trimmed
  }
  return normalised
}

function refusal(detail: string): LoginError {
  return new LoginError('contact_invalid', detail, { detail })
}
