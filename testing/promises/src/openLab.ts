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
  /** The first tab of every scenario. It is reused, because each new tab costs WebKit a process. */
  page: Page
  /** The host of the current scenario. It inserts init scripts for WebKit. */
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
