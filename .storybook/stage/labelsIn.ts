import { type ConversationFrameLabels, english } from '@conversation-frame/react'
import { ar } from '@conversation-frame/react/locales/ar'
import { he } from '@conversation-frame/react/locales/he'

const locales = { ar, he, en: english }

/** What frames say in the language of the toolbar. */
export function labelsIn({ locale }: Record<string, unknown>): ConversationFrameLabels {
  return locales[locale as keyof typeof locales].labels
}
