import type { Engine } from './Engine.js'

/** `real`: the engine supports it. `simulated`: how the page is made to believe it. `cannot`: why it is not possible. */
export type Capability = 'real' | `simulated: ${string}` | `cannot: ${string}`

/** What a scenario may need from an engine. */
export interface Capabilities {
  /** `page.setOffline`. */
  offline: Capability
  /** `page.setHidden`. */
  hidden: Capability
  /** `page.sleep` and `page.advance`. */
  clock: Capability
  /** `page.addInitScript`. */
  initScript: Capability
  /** Popups from a click, refused without one. */
  popups: Capability
  /** `popups: 'blocked'`. */
  blockedPopups: Capability
  /** Back and Forward out of the bfcache. */
  bfcache: Capability
  /** `Element.prototype.moveBefore`, which keeps a moved frame alive. */
  moveBefore: Capability
  /** Several tabs with the same cookies and Web Locks. */
  tabs: Capability
  /** `thirdPartyCookies: 'allowed'`. */
  thirdPartyCookiesAllowed: Capability
  /** `thirdPartyCookies: 'blocked'`. */
  thirdPartyCookiesBlocked: Capability
  /** `browser.messages()`. */
  messages: Capability
  /** `permissions`. */
  permissions: Capability
}

const hidden = 'simulated: document.visibilityState and hidden are overridden, with the event, in the top document'
const clock = 'simulated: Date, performance.now and timers are replaced in the top document'
const blockedPopups = 'simulated: window.open returns null'

/** What each engine supports with the drivers used here. Facts about an engine are covered by a test in this package. */
export const capabilities: Record<Engine, Capabilities> = {
  chromium: {
    offline: 'real',
    hidden,
    clock,
    initScript: 'real',
    popups: 'real',
    blockedPopups,
    bfcache: 'real',
    moveBefore: 'real',
    tabs: 'real',
    thirdPartyCookiesAllowed: 'real',
    thirdPartyCookiesBlocked: 'real',
    messages: 'real',
    permissions: 'real',
  },
  firefox: {
    offline: 'real',
    hidden,
    clock,
    initScript: 'real',
    popups: 'real',
    blockedPopups,
    bfcache: 'real',
    moveBefore: 'real',
    tabs: 'real',
    thirdPartyCookiesAllowed: 'real',
    thirdPartyCookiesBlocked: 'real',
    messages: 'real',
    permissions: 'real',
  },
  webkit: {
    offline: 'simulated: navigator.onLine is overridden, with the events; requests still work',
    hidden,
    clock,
    initScript: 'simulated: the servers named in `servers` put the script into their HTML',
    popups: 'real',
    blockedPopups,
    bfcache: 'real',
    moveBefore: 'cannot: WebKitGTK 2.50 has no moveBefore',
    tabs: 'real',
    thirdPartyCookiesAllowed: 'real',
    thirdPartyCookiesBlocked: 'real',
    messages: 'simulated: console and error events are collected in the top document',
    permissions: 'cannot: WebKitWebDriver has no such setting',
  },
}
