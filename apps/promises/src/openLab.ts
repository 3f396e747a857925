import {
  type Browser,
  type Engine,
  type LaunchOptions,
  type LocalServer,
  launch,
  type Page,
} from '@conversation-frame/browsers'

/** An engine that is ready for scenarios. */
export interface Lab extends AsyncDisposable {
  browser: Browser
  /** The first tab of every scenario: a new one costs WebKit a process each time. */
  page: Page
  /** The host of the scenario that runs: WebKit gets its scripts by it. */
  server: LocalServer | undefined
}

export async function openLab(engine: Engine, options?: Pick<LaunchOptions, 'thirdPartyCookies'>): Promise<Lab> {
  const browser = await launch(engine, {
    ...options,
    clock: 'controlled',
    servers: [{ setInitScripts: (sources) => lab.server?.setInitScripts(sources) }],
  })
  const lab: Lab = {
    browser,
    page: await browser.newPage(),
    server: undefined,
    [Symbol.asyncDispose]: () => browser.close(),
  }
  return lab
}
