/** The script of an open conversation, after `workspaceScript`: live events over a socket or server-sent events, sending, drafts. */
export const chatScript = `
const log = document.getElementById('log')
const scroller = document.getElementById('scroller')
const typing = document.getElementById('typing')
const connection = document.getElementById('connection')
const problem = document.getElementById('problem')
const form = document.getElementById('composer')
const field = form.elements.text
const draftKey = 'draft:' + location.pathname
let socket
let retries = 0

function lastId() {
  return Number(log.lastElementChild?.dataset.id ?? 0)
}

function toEnd() {
  scroller.scrollTop = scroller.scrollHeight
}

/** Keeps the newest message visible when the page or the composer is resized. */
function stayAtEnd() {
  let atEnd = true
  scroller.addEventListener('scroll', () => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40
  })
  new ResizeObserver(() => { if (atEnd) toEnd() }).observe(scroller)
}

function show({ id, from, text, at }) {
  if (id <= lastId()) return
  document.getElementById('nothing')?.remove()
  const item = document.createElement('li')
  item.className = 'message from-' + from
  item.dataset.id = id
  const who = document.createElement('span')
  who.className = 'unseen'
  who.textContent = (from === 'agent' ? config.you : config.contact) + ': '
  const body = document.createElement('p')
  body.dir = 'auto'
  body.textContent = text
  const time = document.createElement('time')
  time.dateTime = new Date(at).toISOString()
  item.append(who, body, time)
  localTimes(item)
  log.append(item)
  toEnd()
}

function receive(event) {
  if (event.type === 'message') show(event.message)
  if (event.type === 'typing') typing.textContent = event.typing ? config.contact + ' ' + config.typing : ''
  if (event.type === 'refused') failed(event.text)
}

function connected(yes) {
  connection.textContent = yes ? config.connected : config.reconnecting
  connection.dataset.connected = yes
}

function listen() {
  const events = new EventSource(config.api + '/events?after=' + lastId())
  events.onopen = () => connected(true)
  events.onmessage = ({ data }) => receive(JSON.parse(data))
  events.onerror = () => connected(false)
}

function connect() {
  socket = new WebSocket(location.origin.replace(/^http/, 'ws') + config.socket + '?after=' + lastId())
  let opened = false
  socket.onopen = () => { opened = true; retries = 0; connected(true) }
  socket.onmessage = ({ data }) => receive(JSON.parse(data))
  socket.onclose = () => {
    connected(false)
    // For a proxy without upgrades: server-sent events get through.
    if (!opened && retries === 0) return listen()
    setTimeout(connect, Math.min(15_000, 500 * 2 ** retries++))
  }
}

function failed(text) {
  problem.textContent = config.notSent
  if (!field.value) field.value = text
  sized()
}

async function send(text) {
  problem.textContent = ''
  if (socket?.readyState === WebSocket.OPEN) return socket.send(JSON.stringify({ type: 'send', text }))
  try {
    const response = await fetch(config.api + '/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ content: text }),
    })
    if (response.status === 401) return location.assign(location.origin + '/app/login?notice=session')
    if (!response.ok) return failed(text)
    show(await response.json())
  } catch {
    failed(text)
  }
}

function draft(value) {
  try {
    if (value === undefined) return storage().getItem(draftKey) ?? ''
    if (value) storage().setItem(draftKey, value)
    else storage().removeItem(draftKey)
  } catch {}
  return ''
}

function sized() {
  form.querySelector('button').disabled = field.value.trim() === ''
  field.style.height = 'auto'
  field.style.height = field.scrollHeight + 'px'
}

field.value = draft()
sized()
field.addEventListener('input', () => { draft(field.value); sized() })
field.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  form.requestSubmit()
})
form.addEventListener('submit', (event) => {
  event.preventDefault()
  const text = field.value.trim()
  if (!text) return
  field.value = ''
  draft('')
  sized()
  field.focus()
  send(text)
})
toEnd()
stayAtEnd()
if (config.autofocus) field.focus()
if (config.socket) connect()
else listen()
`
