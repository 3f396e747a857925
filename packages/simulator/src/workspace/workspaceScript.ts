import { storageScript } from './storageScript.js'

/** The script of every signed-in page: converts times to the reader's time zone, and logs out. */
export const workspaceScript = `
const config = JSON.parse(document.getElementById('config').textContent)
${storageScript}
const language = document.documentElement.lang
const clock = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' })
const calendar = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' })

function localTimes(within) {
  const today = new Date().toDateString()
  for (const time of within.querySelectorAll('time')) {
    const at = new Date(time.dateTime)
    time.textContent = (at.toDateString() === today ? clock : calendar).format(at)
  }
}

localTimes(document)
document.getElementById('logout').addEventListener('click', async () => {
  await fetch('/auth/sign_out', { method: 'DELETE' }).catch(() => undefined)
  try { document.cookie = config.cookieName + '=; Path=/; Max-Age=0' + config.cookieAttributes } catch {}
  location.assign(location.origin + '/app/login')
})
`
