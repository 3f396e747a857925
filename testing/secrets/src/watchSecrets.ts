import { written } from './written.js'

/**
 * Matches what every login link or access token contains, and nothing else in these tests: the token parameter, the agent's
 * e-mail address, long hexadecimal strings.
 */
const secrets = /sso_auth_token|maya@|[0-9a-f]{64}/i

/**
 * Watches the surfaces of a page on which a login link must never appear: the DOM and all its changes, the console, uncaught
 * errors, the address, the history and the storages.
 */
export function watchSecrets() {
  const leaks = new Set<string>()

  function look(where: string, value: unknown): void {
    const text = written(value)
    const at = text.search(secrets)
    if (at >= 0) leaks.add(`${where}: …${text.slice(Math.max(0, at - 60), at + 60)}…`)
  }

  const observer = new MutationObserver((records) => {
    for (const { type, target, attributeName, addedNodes } of records) {
      if (type === 'attributes')
        look(`attribute ${attributeName}`, (target as Element).getAttribute(attributeName ?? ''))
      for (const node of addedNodes) look('DOM', node instanceof Element ? node.outerHTML : node.textContent)
    }
  })
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })

  const original = { ...console }
  for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'table', 'dir'] as const) {
    console[method] = (...line: unknown[]) => {
      look(`console.${method}`, line)
      original[method](...line)
    }
  }

  const abort = new AbortController()
  window.addEventListener('error', ({ message, error }) => look('error', [message, error]), abort)
  window.addEventListener('unhandledrejection', ({ reason }) => look('rejection', reason), abort)
  // The test runner exchanges messages with the page, which runs in its frame.
  const isRunner = (source: unknown) => source === window.parent && window.parent !== window
  window.addEventListener('message', ({ source, data }) => isRunner(source) || look('message', data), abort)

  return {
    stop(): void {
      abort.abort()
      observer.disconnect()
      Object.assign(console, original)
    },
    /** Checks something that fires no event: arguments of callbacks, a cache, a recording. */
    look,
    /** Checks the current state of the page, and returns everything found since the beginning. */
    leaks(): string[] {
      look('document', document.documentElement.outerHTML)
      look('location', location.href)
      look('history.state', history.state)
      look('localStorage', { ...localStorage })
      look('sessionStorage', { ...sessionStorage })
      look('window.name', window.name)
      return [...leaks]
    },
    /** The same for IndexedDB and the Cache API, which can only be checked by polling. */
    async stored(): Promise<string[]> {
      for (const { name = '' } of await indexedDB.databases()) look('IndexedDB', [name, await contents(name)])
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) look('Cache', request.url)
      }
      return [...leaks]
    },
  }
}

async function contents(name: string): Promise<unknown[]> {
  const database = await done(indexedDB.open(name))
  const stores = [...database.objectStoreNames]
  const rows = stores.map((store) => done(database.transaction(store).objectStore(store).getAll()))
  const all = await Promise.all(rows)
  database.close()
  return all
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
