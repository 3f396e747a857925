import { type ConversationFrameLocale, english } from '@conversation-frame/react'
import { ar } from '@conversation-frame/react/locales/ar'
import { he } from '@conversation-frame/react/locales/he'

const locales = { ar, he, en: english }

/** The language of the toolbar. */
export function localeIn({ locale }: Record<string, unknown>): ConversationFrameLocale {
  return locales[locale as keyof typeof locales]
}
