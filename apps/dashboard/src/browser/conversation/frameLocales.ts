import { english } from '@conversation-frame/react'
import { he } from '@conversation-frame/react/locales/he'

/** The frames' locales for the dashboard's languages. */
export const frameLocales = { en: english, he }
