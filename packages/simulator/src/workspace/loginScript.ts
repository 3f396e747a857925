import { storageScript } from './storageScript.js'

/**
 * The login page's own script. It works in the stock engine's order: clear the session, redeem the link, set the new
 * session cookie, navigate. It navigates only after the page's own `load`: before that, browsers replace the history entry
 * instead of adding one, and the page would load once instead of twice.
 *
 * If storage throws, the session holds, but the link's target is lost: the list of conversations opens instead.
 *
 * All scripts of the workspace use absolute URLs: after an `await`, WebKit may resolve a relative one against the
 * page around the frame if both are same-site.
 */
export const loginScript = `
const config = JSON.parse(document.getElementById('config').textContent)
${storageScript}
const form = document.querySelector('form')
const loaded = new Promise((resolve) => {
  if (document.readyState === 'complete') resolve()
  else addEventListener('load', () => setTimeout(resolve))
})

function writeSession(value, seconds) {
  // Throws if storage is denied, as in an opaque origin: the login then ends as with a refused cookie.
  try { document.cookie = config.cookieName + '=' + value + '; Path=/; Max-Age=' + seconds + config.cookieAttributes } catch {}
}

function dropDrafts() {
  for (const key of Object.keys(storage())) if (key.startsWith('draft:')) storage().removeItem(key)
}

async function signIn(credentials) {
  try {
    const response = await fetch('/auth/sign_in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(credentials),
    })
    if (!response.ok) return response.status === 429 ? 'throttled' : 'refused'
    let { session, seconds, redirect } = await response.json()
    writeSession(session, seconds)
    try { dropDrafts() } catch { redirect = '/app' }
    await loaded
    location.assign(location.origin + redirect)
  } catch {
    return 'refused'
  }
}

async function redeem() {
  writeSession('', 0)
  const failed = await signIn(config.link)
  if (!failed) return
  await loaded
  location.assign(location.origin + '/app/login?notice=' + (failed === 'throttled' ? 'throttled' : 'link'))
}

if (config.link) redeem()
form?.addEventListener('submit', async (event) => {
  event.preventDefault()
  const button = form.querySelector('button')
  button.disabled = true
  const failed = await signIn({ email: form.elements.email.value, password: form.elements.password.value })
  if (!failed) return
  button.disabled = false
  const notice = document.getElementById('notice')
  notice.hidden = false
  notice.textContent = config.notices[failed]
})
`
