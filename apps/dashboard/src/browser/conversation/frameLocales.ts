import { english } from '@conversation-frame/react'

/** The frames' own words, in the dashboard's languages. */
export const frameLocales = { en: english, he: english }
