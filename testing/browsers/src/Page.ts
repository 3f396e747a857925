/** How long to wait for something. */
export interface WaitOptions {
  /** Milliseconds after which waiting is an error. @default 10000 */
  timeout?: number
}

/** A document and everything that a test does in it: the page's own document, or one in an iframe of any origin. */
export interface Frame {
  /**
   * Runs a function in the document and returns its result. The argument and the result are passed as JSON. The function may
   * be async, and cannot use variables of the scope it was written in.
   */
  evaluate<Result>(fn: () => Result): Promise<Awaited<Result>>
  evaluate<Argument, Result>(fn: (argument: Argument) => Result, argument: Argument): Promise<Awaited<Result>>
  /**
   * Runs the function until its result is truthy, and returns that result. An exception counts as "not yet", and so does a
   * document that is being replaced.
   */
  waitFor<Result>(fn: () => Result, argument?: undefined, options?: WaitOptions): Promise<Awaited<Result>>
  waitFor<Argument, Result>(
    fn: (argument: Argument) => Result,
    argument: Argument,
    options?: WaitOptions,
  ): Promise<Awaited<Result>>
  /** Waits for the first match and clicks it with the real mouse. The page sees a user's click. */
  click(selector: string, options?: WaitOptions): Promise<void>
  /** Waits for a text field and replaces its value. */
  fill(selector: string, text: string, options?: WaitOptions): Promise<void>
  /** The document in an iframe. It is looked up on each use, so it survives navigations and moves of the iframe. */
  frame(selector: string): Frame
}

/** A tab or a popup. */
export interface Page extends Frame {
  /** Opens a URL. Resolves when the document has been parsed; images and iframes may still be loading. */
  goto(url: string): Promise<void>
  /** What F5 does. Resolves like `goto`. */
  reload(): Promise<void>
  /** Calls `history.back()` in the page, so that bfcache works. The document may stay the same: use `waitFor` afterwards. */
  back(): Promise<void>
  /** Calls `history.forward()` in the page, like `back`. */
  forward(): Promise<void>
  /** Presses a key in the focused element: `Enter`, `Tab`, `a`, `Shift+Tab`. */
  press(key: string): Promise<void>
  /** Performs an action that opens a window, and returns that window. */
  waitForPopup(action: () => Promise<unknown>, options?: WaitOptions): Promise<Page>
  /** Brings this tab to the front. Other tabs stay `visible` (Chromium, WebKit): for a hidden tab use `setHidden`. */
  bringToFront(): Promise<void>
  /** From now on, runs a script at the start of every document of this page, before the document's own scripts. */
  addInitScript<Argument>(fn: (argument: Argument) => void, argument: Argument): Promise<void>
  addInitScript(fn: () => void): Promise<void>
  /** Takes this page offline or back online (in Chromium all pages of the browser). Survives navigations. */
  setOffline(offline: boolean): Promise<void>
  /** Sets `document.visibilityState` to `hidden` or back to `visible`, and fires the event. Survives navigations. */
  setHidden(hidden: boolean): Promise<void>
  /** Moves the clock forward and fires the timers that become due, in order. Needs `clock: 'controlled'`. */
  advance(milliseconds: number): Promise<void>
  /**
   * Simulates a sleeping machine: after it wakes, `Date` has moved on and timers have not. Needs `clock: 'controlled'`.
   */
  sleep(milliseconds: number): Promise<void>
  /** Writes a PNG of the visible area. */
  screenshot(path: string): Promise<void>
  close(): Promise<void>
}
