import type { LoginRequestBody } from '@conversation-frame/contract'
import { LoginError } from '../LoginError.js'
import { normalisePhoneNumber } from './normalisePhoneNumber.js'

declare const normalised: unique symbol

/** A target with the contact in the form that the vendor expects. Only {@link normaliseTarget} makes one. */
export type NormalisedTarget = LoginRequestBody & { readonly [normalised]: true }

/** Loose on purpose: only the vendor knows its contacts. Rejects what no mail system delivers to. */
const emailAddress = /^[^\s\p{Cc}@]+@[^\s\p{Cc}@.]+(?:\.[^\s\p{Cc}@.]+)+$/u

/** Brings the contact into the form that the vendor expects. @throws LoginError `contact_invalid` */
export function normaliseTarget(target: LoginRequestBody): NormalisedTarget {
  const { phoneNumber, email } = target
  const result = { ...target }
  if (phoneNumber !== undefined) {
    const digits = normalisePhoneNumber(phoneNumber)
    if (!digits) throw invalidContact('The phone number must be international, like +972 50-123-4567')
    result.phoneNumber = digits
  }
  if (email !== undefined) {
    const trimmed = email.trim()
    if (!emailAddress.test(trimmed)) throw invalidContact('The e-mail address is invalid')
    result.email = trimmed
  }
  return result as NormalisedTarget
}

function invalidContact(detail: string): LoginError {
  return new LoginError('contact_invalid', detail, { detail })
}
