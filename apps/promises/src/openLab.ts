import { type Browser, type Engine, type LocalServer, launch } from '@conversation-frame/browsers'
import { buildHostPage, type HostPage, type ReactVersion } from './buildHostPage.js'

/** An engine that is ready for scenarios. */
export interface Lab extends AsyncDisposable {
  browser: Browser
  pages: Record<ReactVersion, HostPage>
  /** The host of the scenario that runs: WebKit gets its scripts by it. */
  server: LocalServer | undefined
}

export async function openLab(engine: Engine): Promise<Lab> {
  const pages = { '18': await buildHostPage('18'), '19': await buildHostPage('19') }
  const browser = await launch(engine, {
    clock: 'controlled',
    servers: [{ setInitScripts: (sources) => lab.server?.setInitScripts(sources) }],
  })
  const lab: Lab = { browser, pages, server: undefined, [Symbol.asyncDispose]: () => browser.close() }
  return lab
}
