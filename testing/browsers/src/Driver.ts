import type { Message } from './Browser.js'

/** What an engine must be able to do in one document; `createPage` builds the rest of `Frame` upon it. */
export interface FrameDriver {
  /** Evaluates an expression, awaits it, and returns its value, which is always a string. */
  run(expression: string): Promise<string>
  /** A real click on an element that is there. */
  click(selector: string): Promise<void>
  frame(selector: string): FrameDriver
}

/** What an engine must be able to do with one tab. */
export interface PageDriver extends FrameDriver {
  goto(url: string): Promise<void>
  reload(): Promise<void>
  press(key: string): Promise<void>
  bringToFront(): Promise<void>
  /** The source is an expression that may run more than once in a document. */
  addInitScript(source: string): Promise<void>
  /** Why `addInitScript` comes after the document's own scripts, where it does. */
  lateInitScripts?: string
  /** Left out where the engine cannot: then it is simulated. */
  setOffline?(offline: boolean): Promise<void>
  screenshot(path: string): Promise<void>
  close(): Promise<void>
}

/** What an engine must be able to do as a whole. */
export interface BrowserDriver {
  version: string
  messages(): Promise<readonly Message[]>
  newPage(): Promise<PageDriver>
  /** The same object for the same tab each time. */
  pages(): Promise<readonly PageDriver[]>
  close(): Promise<void>
}
