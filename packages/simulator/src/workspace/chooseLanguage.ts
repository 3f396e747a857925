import type { Language } from '../seed/Seed.js'

/** The simulator's option, else the account's language, else the first supported language of the browser, else English. */
export function chooseLanguage(
  option: Language | undefined,
  account: Language | undefined,
  acceptLanguage: string | undefined,
): Language {
  if (option) return option
  if (account) return account
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(/;\s*q=/)
      return { language: tag.slice(0, 2).toLowerCase(), quality: Number(quality ?? 1) }
    })
    .sort((a, b) => b.quality - a.quality)
  // Older systems call Hebrew `iw`.
  const spoken = wanted.find(({ language, quality }) => quality > 0 && ['en', 'he', 'iw'].includes(language))
  return spoken && spoken.language !== 'en' ? 'he' : 'en'
}
