import { storageScript } from './storageScript.js'

/**
 * The login page's own script. In this order, as in the stock engine: forget the session, redeem the link, write the new
 * session's cookie, go on. Going on waits for the page's own `load`: before it, browsers replace the history entry
 * instead of adding one, and the page would be one load instead of two.
 *
 * Where storage throws, the session holds, but the page that the link was for is lost: the list of conversations comes instead.
 *
 * Addresses are whole in all scripts of the workspace: after an `await`, WebKit may resolve a relative one against the
 * page around the frame, where both are of one site.
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
  // Throws where storage is denied, as in an opaque origin: then the login ends as with a refused cookie.
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
