import type { Engine } from './Engine.js'
import type { Page } from './Page.js'

/** How a browser is started. Everything has a default. */
export interface LaunchOptions {
  /**
   * What becomes of a cookie that a page of another site sets in an iframe. `allowed` is each engine's friendliest
   * built-in setting: Chromium and WebKit keep such cookies, Firefox keeps them in a jar for each embedding site. `blocked`:
   * Chromium and Firefox refuse them unless they are `Partitioned`, WebKit refuses them.
   * @default 'allowed'
   */
  thirdPartyCookies?: 'allowed' | 'blocked'
  /**
   * `allowed` is the engine's own rule: a person's click may open a window. `blocked` makes `window.open` return `null`
   * even then, as for a person who switched popups off (simulated: see `capabilities`).
   * @default 'allowed'
   */
  popups?: 'allowed' | 'blocked'
  /**
   * `controlled` puts the page's `Date`, `performance.now` and timers under `page.advance` and `page.sleep`. Time goes
   * on by itself in both cases.
   * @default 'real'
   */
  clock?: 'real' | 'controlled'
  /** What every page may use without asking. WebKit has no such setting and ignores it. @default [] */
  permissions?: readonly Permission[]
  /** The size of a page in CSS pixels. @default { width: 1280, height: 800 } */
  viewport?: { width: number; height: number }
  /** What `prefers-color-scheme` says. @default 'light' */
  colorScheme?: 'light' | 'dark'
  /**
   * The servers that this browser will load pages from. Only WebKit needs to know: it has no way to run a script before
   * those of the page, so these servers put `page.addInitScript`, the controlled clock and the like into their HTML.
   * @default []
   */
  servers?: readonly ScriptableServer[]
}

export type Permission = 'microphone' | 'camera' | 'notifications' | 'geolocation'

/** A server that can put scripts at the head of every HTML document it serves. `serveHttps` returns one. */
export interface ScriptableServer {
  /** Replaces the scripts of former calls. */
  setInitScripts(sources: readonly string[]): void
}

/** One running browser with a fresh profile. Its pages share cookies, storage and Web Locks. */
export interface Browser extends AsyncDisposable {
  readonly engine: Engine
  /** The engine's name and version, for a report. */
  readonly version: string
  /** Opens a tab. */
  newPage(): Promise<Page>
  /** All tabs and popups that are open, in the order in which they were opened. */
  pages(): Promise<readonly Page[]>
  /**
   * What all pages wrote to the console, with errors and rejections that nobody caught, oldest first. In WebKit the top documents
   * only; a document that navigated away by itself takes its messages with it.
   */
  messages(): Promise<readonly Message[]>
  /** Ends the browser and everything that was started for it, and deletes its profile. Does nothing the second time. */
  close(): Promise<void>
}

/** A line of a page's console. */
export interface Message {
  /** `exception` is an error or a rejection that nobody caught. */
  kind: 'debug' | 'info' | 'warning' | 'error' | 'exception'
  text: string
}
