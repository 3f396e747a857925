/** How long to wait for something. */
export interface WaitOptions {
  /** Milliseconds after which waiting is an error. @default 10000 */
  timeout?: number
}

/** A document with all that a test does in it: the page's own, or one in an iframe, of whatever origin. */
export interface Frame {
  /**
   * Runs a function in the document and returns its result. Argument and result travel as JSON; the function may be
   * async, and sees nothing of the scope that it was written in.
   */
  evaluate<Result>(fn: () => Result): Promise<Awaited<Result>>
  evaluate<Argument, Result>(fn: (argument: Argument) => Result, argument: Argument): Promise<Awaited<Result>>
  /**
   * Runs the function until its result is truthy, and returns that. A throw counts as "not yet", as does a document
   * that is just being replaced.
   */
  waitFor<Result>(fn: () => Result, argument?: undefined, options?: WaitOptions): Promise<Awaited<Result>>
  waitFor<Argument, Result>(
    fn: (argument: Argument) => Result,
    argument: Argument,
    options?: WaitOptions,
  ): Promise<Awaited<Result>>
  /** Clicks the first match with the real mouse, once it is there. To the page it is a person's click. */
  click(selector: string, options?: WaitOptions): Promise<void>
  /** Replaces the value of a text field, once it is there. */
  fill(selector: string, text: string, options?: WaitOptions): Promise<void>
  /** The document in an iframe. Looked up afresh at each use, so it outlives navigations and moves of the iframe. */
  frame(selector: string): Frame
}

/** A tab or a popup. */
export interface Page extends Frame {
  /** Opens an address, and resolves when its document has been parsed: images and iframes may still be loading. */
  goto(url: string): Promise<void>
  /** What F5 does. Resolves like `goto`. */
  reload(): Promise<void>
  /** Asks for `history.back()`, from the page, so that bfcache works. It may leave the document alone: `waitFor` what should be. */
  back(): Promise<void>
  /** Asks for `history.forward()`, as `back` does. */
  forward(): Promise<void>
  /** Presses a key in what has the focus: `Enter`, `Tab`, `a`, `Shift+Tab`. */
  press(key: string): Promise<void>
  /** Does something that opens a window, and returns that window. */
  waitForPopup(action: () => Promise<unknown>, options?: WaitOptions): Promise<Page>
  /** Makes this tab the one in front. Others stay `visible` (Chromium, WebKit): for a hidden tab see `setHidden`. */
  bringToFront(): Promise<void>
  /** Runs a script at the start of every document of this page from now on, before the document's own. */
  addInitScript<Argument>(fn: (argument: Argument) => void, argument: Argument): Promise<void>
  addInitScript(fn: () => void): Promise<void>
  /** Takes this page off the network, or brings it back (in Chromium all pages of the browser). Survives navigations. */
  setOffline(offline: boolean): Promise<void>
  /** Makes `document.visibilityState` say `hidden`, with its event, or `visible` again. Survives navigations. */
  setHidden(hidden: boolean): Promise<void>
  /** Moves the clock forward and fires the timers that fall due, in order. Needs `clock: 'controlled'`. */
  advance(milliseconds: number): Promise<void>
  /**
   * What a machine does that sleeps: `Date` has moved on when it wakes, timers have not. Needs `clock: 'controlled'`.
   */
  sleep(milliseconds: number): Promise<void>
  /** Writes a PNG of what is visible. */
  screenshot(path: string): Promise<void>
  close(): Promise<void>
}
