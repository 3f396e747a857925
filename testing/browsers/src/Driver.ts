import type { Message } from './Browser.js'

/** What an engine must support in one document. `createPage` builds the rest of `Frame` on top of it. */
export interface FrameDriver {
  /** Evaluates an expression, awaits it, and returns its value, always a string. */
  run(expression: string): Promise<string>
  /** A real click on an element that exists. */
  click(selector: string): Promise<void>
  frame(selector: string): FrameDriver
}

/** What an engine must support for one tab. */
export interface PageDriver extends FrameDriver {
  goto(url: string): Promise<void>
  reload(): Promise<void>
  press(key: string): Promise<void>
  bringToFront(): Promise<void>
  /** The source is an expression that may run more than once in a document. */
  addInitScript(source: string): Promise<void>
  /** Set where `addInitScript` runs only after the document's own scripts: the reason. */
  lateInitScripts?: string
  /** Omitted where the engine has no such feature: it is then simulated. */
  setOffline?(offline: boolean): Promise<void>
  screenshot(path: string): Promise<void>
  close(): Promise<void>
}

/** What an engine must support as a whole. */
export interface BrowserDriver {
  version: string
  messages(): Promise<readonly Message[]>
  newPage(): Promise<PageDriver>
  /** The same object for the same tab each time. */
  pages(): Promise<readonly PageDriver[]>
  close(): Promise<void>
}
