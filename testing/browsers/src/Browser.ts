import type { Engine } from './Engine.js'
import type { Page } from './Page.js'

/** How to start a browser. Every option has a default. */
export interface LaunchOptions {
  /**
   * What happens to a cookie that a cross-site page sets in an iframe. `allowed` is the most permissive built-in setting of
   * each engine: Chromium and WebKit keep such cookies, Firefox keeps them in one jar per embedding site. `blocked`: Chromium
   * and Firefox refuse them unless they are `Partitioned`, WebKit refuses them all.
   * @default 'allowed'
   */
  thirdPartyCookies?: 'allowed' | 'blocked'
  /**
   * `allowed` is the engine's own rule: a user's click may open a window. `blocked` makes `window.open` return `null`
   * even then, as for a user who has disabled popups (simulated: see `capabilities`).
   * @default 'allowed'
   */
  popups?: 'allowed' | 'blocked'
  /**
   * `controlled` lets `page.advance` and `page.sleep` move the page's `Date`, `performance.now` and timers. Time also
   * passes on its own in both cases.
   * @default 'real'
   */
  clock?: 'real' | 'controlled'
  /** Permissions granted to every page without a prompt. WebKit has no such setting and ignores it. @default [] */
  permissions?: readonly Permission[]
  /** The size of a page in CSS pixels. @default { width: 1280, height: 800 } */
  viewport?: { width: number; height: number }
  /** The value of `prefers-color-scheme`. @default 'light' */
  colorScheme?: 'light' | 'dark'
  /**
   * The servers that this browser loads pages from. Only WebKit needs them: it cannot run a script before the page's own,
   * so these servers insert init scripts, the controlled clock and the like into their HTML.
   * @default []
   */
  servers?: readonly ScriptableServer[]
}

export type Permission = 'microphone' | 'camera' | 'notifications' | 'geolocation'

/** A server that can insert scripts at the start of every HTML document it serves. `serveHttps` returns one. */
export interface ScriptableServer {
  /** Replaces the scripts of earlier calls. */
  setInitScripts(sources: readonly string[]): void
}

/** One running browser with a fresh profile. Its pages share cookies, storage and Web Locks. */
export interface Browser extends AsyncDisposable {
  readonly engine: Engine
  /** The engine's name and version, for reports. */
  readonly version: string
  /** Opens a tab. */
  newPage(): Promise<Page>
  /** All open tabs and popups, oldest first. */
  pages(): Promise<readonly Page[]>
  /**
   * The console output of all pages, with uncaught errors and unhandled rejections, oldest first. In WebKit only of top
   * documents; the messages of a document that navigated away on its own are lost.
   */
  messages(): Promise<readonly Message[]>
  /** Ends the browser and everything that was started for it, and deletes its profile. Later calls do nothing. */
  close(): Promise<void>
}

/** A line of a page's console output. */
export interface Message {
  /** `exception` is an uncaught error or an unhandled rejection. */
  kind: 'debug' | 'info' | 'warning' | 'error' | 'exception'
  text: string
}
