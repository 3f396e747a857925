import type { watchSecrets } from '@conversation-frame/secrets'
import type { Stack } from '../frameOf.js'
import type { warpTime } from '../warpTime.js'
import { type Conditions, createAudit, keyOf, type View } from './createAudit.js'
import { createPage, type PageState } from './createPage.js'
import { type Sequence, type SlotName, slotNames, type TargetName } from './Sequence.js'

/** What all lives of a run share. */
export interface Surroundings {
  stack: Stack
  time: ReturnType<typeof warpTime>
  watch: ReturnType<typeof watchSecrets>
  /** The state of the tab and the network that the browser reports. */
  browser: { online: boolean; visible: boolean }
  /** Holds requests back while the clocks of the page and the servers move forward one after the other. */
  gate: { shut(): () => void }
}

/** A frame that was open at the last check. Only an intended action may replace it. */
interface LiveFrame {
  view: View
  iframe: HTMLIFrameElement
  window: Window | null
}

export type Life = ReturnType<typeof createLife>

/** One life of a page: its state, and what can be observed of it. */
export function createLife(sequence: Sequence, surroundings: Surroundings) {
  const { time, watch, browser } = surroundings
  const state: PageState = { user: 'u1', order: ['a', 'b'], slots: {} }
  const scrolled = { far: false, since: 0 }
  const isFar = (name: SlotName) => scrolled.far && name === 'c' && !state.slots.c?.portal

  const conditions: Conditions = {
    get online() {
      return browser.online
    },
    get visible() {
      return browser.visible
    },
    mayAsk(view) {
      const slot = state.slots[view.slot]
      // An observer reports with a delay.
      const outOfSight = isFar(view.slot) && time.realNow() - scrolled.since > 300
      return slot?.view === view && !slot.hidden && !outOfSight
    },
  }
  const audit = createAudit(conditions)
  const page = createPage(surroundings.stack, sequence, audit, (value) => watch.look('callback', value))
  const alive = new Map<SlotName, LiveFrame>()
  const shownAs = new WeakMap<HTMLIFrameElement, string>()

  const statusOf = (name: SlotName) =>
    page.element(name)?.querySelector('[data-conversation-frame]')?.getAttribute('data-status')
  /** Stalled frames, which have released the login lock until their next request. Their page may still load. */
  const gaveUp = new Set<SlotName>()
  const iframesOf = (name: SlotName) => [...(page.element(name)?.querySelectorAll('iframe') ?? [])]

  /** Whether something is in progress that will end without further steps. */
  const restless = () =>
    slotNames.some((name) => {
      const status = statusOf(name)
      const displayed = state.slots[name]?.hidden === false
      if (status === 'requesting' || status === 'opening') return displayed
      const canGoOn = browser.online && browser.visible && displayed && !isFar(name)
      return canGoOn && (status === 'idle' || status === 'offline')
    })

  return {
    sequence,
    state,
    page,
    audit,
    alive,
    shownAs,
    statusOf,
    iframesOf,

    /** Must be called after each change of a status. */
    notice(): void {
      for (const name of slotNames) {
        const status = statusOf(name)
        if (status === 'stalled') gaveUp.add(name)
        if (status === 'requesting' || status === 'open' || !status) gaveUp.delete(name)
      }
    },

    /** How many frames hold the login lock, as far as the page shows it. */
    loggingIn: () => page.loggingIn().filter((name) => !gaveUp.has(name)).length,

    newView: (slot: SlotName, target: TargetName): View => ({
      slot,
      target,
      user: slot === 'c' ? '' : state.user,
      credit: 1,
    }),

    /** The parked frames that could serve a view. */
    keptFor: (view: View) =>
      view.slot === 'c' ? [] : page.parked().filter((iframe) => shownAs.get(iframe) === keyOf(view)),

    scroll(far: boolean): void {
      Object.assign(scrolled, { far, since: time.realNow() })
      page.scroll(far)
    },
    isFar: () => scrolled.far,

    /** Waits until nothing is in progress. False when that takes longer than `timeoutMs` in real time. */
    async calm(timeoutMs: number): Promise<boolean> {
      const until = time.realNow() + timeoutMs
      while (restless()) {
        if (time.realNow() > until) return false
        await time.pause(2)
      }
      return true
    },

    summary: () => slotNames.map((name) => `${name} ${statusOf(name) ?? 'none'}`).join(', '),
  }
}
