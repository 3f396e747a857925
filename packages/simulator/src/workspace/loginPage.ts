import { html } from 'hono/html'
import type { CookieVariant, StorageAccess } from '../SimulatorOptions.js'
import type { Language } from '../seed/Seed.js'
import { loginScript } from './loginScript.js'
import { mark } from './mark.js'
import type { Page } from './page.js'
import { cookieAttributes, sessionCookie } from './sessionCookie.js'
import { texts } from './texts.js'

/** Why the form is shown: `link` a failed link, `session` an ended session. */
export type LoginNotice = 'link' | 'session' | 'throttled'

/** With a link: the page that redeems it. Without one: the form. */
export function loginPage(options: {
  language: Language
  cookie: CookieVariant
  storage: StorageAccess
  link?: { email: string; sso_auth_token: string }
  notice?: LoginNotice
}): Page {
  const { language, cookie, storage, link, notice } = options
  const words = texts[language]
  const notices = { link: words.linkFailed, session: words.sessionExpired, throttled: words.tooMany }
  const content = link
    ? html`<h1>${words.signingIn}</h1>
<p class="quiet" role="status">${words.signingInHint}</p>
<div class="spinner" aria-hidden="true"></div>`
    : html`<h1>${words.signInTo}</h1>
<p class="notice" id="notice" role="alert"${notice ? '' : html` hidden`}>${notice && notices[notice]}</p>
<form>
<label class="field">${words.email}<input name="email" type="email" autocomplete="username" required dir="ltr"></label>
<label class="field">${words.password}<input name="password" type="password" autocomplete="current-password" required dir="ltr"></label>
<button class="button" type="submit">${words.signIn}</button>
</form>`
  return {
    language,
    title: link ? words.signingIn : words.signIn,
    body: html`<main class="sign-in" data-page="${link ? 'redeeming' : 'login'}"><div class="card"><div class="mark">${mark}</div>${content}</div></main>`,
    script: loginScript,
    config: {
      ...(link && { link }),
      storage,
      cookieName: sessionCookie,
      cookieAttributes: cookieAttributes[cookie],
      notices: { refused: words.signInFailed, throttled: words.tooMany },
    },
  }
}
