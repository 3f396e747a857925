import type { Page } from '@conversation-frame/browsers'
import type { ReactVersion } from './buildHostPage.js'
import type { Scene } from './Scene.js'
import type { Stack } from './startStack.js'

/** A tab with a page of the host. Frames are identified by the `id` of their scene, by default `frame`. */
export interface Tab {
  page: Page
  /** Loads the host's page with a scene, like a user who opens the dashboard. */
  open(scene: Scene, path?: string): Promise<void>
  /** Renders another scene in the same document. A different `root` is a second React root. */
  render(scene: Scene, root?: string): Promise<void>
  /** Waits until the frame has this status. */
  reaches(status: string, id?: string): Promise<void>
  /** Waits until the frame shows the conversation itself, and not only some document. */
  isShown(id?: string, conversationId?: number): Promise<boolean>
  shows(id?: string, conversationId?: number): Promise<void>
  /** Waits until this many documents have loaded in the frame, whatever they show. */
  loads(count: number, id?: string): Promise<void>
  /** Like `shows`, for a frame with a conversation URL: the login settles, then a second frame opens the conversation. */
  enters(id?: string, conversationId?: number): Promise<void>
  passSettleTime(): Promise<void>
  /** Lets the settle time pass, and waits until no login holds the lock. */
  settles(): Promise<void>
  /** The events that the host has received from the frame in this document: `status open`, `error network`, `navigate`. */
  reports(id?: string): Promise<string[]>
  /** Lets time pass for the page and the vendor, timers included. */
  pass(milliseconds: number): Promise<void>
  /** Lets time pass while the machine sleeps: no timer runs. */
  sleep(milliseconds: number): Promise<void>
  /** Marks the iframe and its document, to check later whether both are still the same. */
  mark(id?: string): Promise<void>
  isMarked(id?: string): Promise<boolean>
  /** Whether the marked iframe still exists and has loaded nothing since. Drivers cannot always reach its document. */
  isInPlace(id?: string): Promise<boolean>
}

/** The current iframe. With a conversation URL, the one before it is about to be removed. */
const iframeOf = (id: string) => `#${id} [data-part="frame"] > iframe:last-child`

/** The default `settleTime`. The test moves the clock instead of waiting. */
const settleTime = 3_000

export function createTab(page: Page, stack: Stack, react: ReactVersion = '19'): Tab {
  const conversation = (id: string) => page.frame(iframeOf(id))
  /**
   * A document fires its load event after it is visible to the driver. There are two documents, the login page first. For a
   * page that navigates on its own, engines sometimes report only one load to the host: then there is nothing to wait for.
   */
  const bothLoads = (id: string) => page.waitFor(hasAllLoads, iframeOf(id), { timeout: 2_000 }).catch(() => {})
  const tab: Tab = {
    page,
    async open(scene, path = '/dashboard') {
      await page.goto(stack.page(path, { react, scene: JSON.stringify(scene) }))
      // A driver may mistake the initial blank document of a new process for the requested one.
      await page.waitFor(() => window.promises !== undefined)
    },
    render: (scene, root) => page.evaluate(({ scene, root }) => window.promises.render(scene, root), { scene, root }),
    async reaches(status, id = 'frame') {
      await page.waitFor(({ id, status }) => document.getElementById(id)?.dataset.status === status, { id, status })
    },
    async isShown(id = 'frame', conversationId = 165) {
      if (!(await page.evaluate(hasLoaded, { id, iframe: iframeOf(id) }))) return false
      return conversation(id)
        .evaluate(isConversation, conversationId)
        .catch(() => false)
    },
    async shows(id = 'frame', conversationId = 165) {
      await page.waitFor(isOpen, id)
      await conversation(id).waitFor(isConversation, conversationId)
      await bothLoads(id)
    },
    async loads(count, id = 'frame') {
      await page.waitFor(hasLoads, { count, iframe: iframeOf(id) })
    },
    async enters(id = 'frame', conversationId) {
      await conversation(id).waitFor(isConversation, undefined)
      await bothLoads(id)
      await tab.passSettleTime()
      await tab.shows(id, conversationId)
    },
    passSettleTime: () => tab.pass(settleTime),
    async settles() {
      await tab.passSettleTime()
      await page.waitFor(isNobodysTurn)
    },
    async reports(id = 'frame') {
      const events = await page.evaluate(() => window.promises.events)
      return events.filter(({ source }) => source === id).map(({ type, detail }) => `${type} ${detail}`.trim())
    },
    async pass(milliseconds) {
      stack.vendor.clock.advance(milliseconds)
      await page.advance(milliseconds)
    },
    async sleep(milliseconds) {
      stack.vendor.clock.advance(milliseconds)
      await page.sleep(milliseconds)
    },
    async mark(id = 'frame') {
      await page.evaluate(markElement, iframeOf(id))
      await conversation(id).evaluate(markDocument)
    },
    isInPlace: (id = 'frame') => page.evaluate(isMarkedElement, iframeOf(id)),
    isMarked: async (id = 'frame') => (await tab.isInPlace(id)) && conversation(id).evaluate(isMarkedDocument),
  }
  return tab
}

function isOpen(id: string): boolean {
  return document.getElementById(id)?.dataset.status === 'open'
}

/** The frame is `open`, and the host has seen a load event of it. */
function hasLoaded({ id, iframe }: { id: string; iframe: string }): boolean {
  const element = document.querySelector<HTMLIFrameElement>(iframe)
  if (!element || document.getElementById(id)?.dataset.status !== 'open') return false
  return window.promises.loadsOf(element) >= 1
}

function hasLoads({ count, iframe }: { count: number; iframe: string }): boolean {
  const element = document.querySelector<HTMLIFrameElement>(iframe)
  return element !== null && window.promises.loadsOf(element) >= count
}

/** A link loads two documents, a conversation's own URL one. */
function hasAllLoads(iframe: string): boolean {
  const element = document.querySelector<HTMLIFrameElement>(iframe)
  return element !== null && window.promises.loadsOf(element) >= (element.hasAttribute('src') ? 1 : 2)
}

function isConversation(id: number | undefined): boolean {
  const conversation = document.querySelector<HTMLElement>('[data-page="conversation"]')
  return conversation !== null && (id === undefined || conversation.dataset.conversation === String(id))
}

async function isNobodysTurn(): Promise<boolean> {
  const locks: LockManager | undefined = navigator.locks
  const { held = [], pending = [] } = (await locks?.query()) ?? {}
  return held.length + pending.length === 0
}

function markElement(iframe: string): void {
  const element = document.querySelector<HTMLIFrameElement>(iframe)
  if (element) Object.assign(element, { markedAt: window.promises.loadsOf(element) })
}

function isMarkedElement(iframe: string): boolean {
  const element = document.querySelector<HTMLIFrameElement>(iframe)
  return element !== null && Reflect.get(element, 'markedAt') === window.promises.loadsOf(element)
}

function markDocument(): void {
  Object.assign(window, { marked: true })
}

function isMarkedDocument(): boolean {
  return Reflect.get(window, 'marked') === true
}
