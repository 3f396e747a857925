import type { Stack } from '../frameOf.js'
import type { warpTime } from '../warpTime.js'
import type { watchSecrets } from '../watchSecrets.js'
import { createAudit, keyOf, type View } from './createAudit.js'
import { createPage, type PageState } from './createPage.js'
import { faults, type Sequence, type SlotName, type Step, slotNames, type TargetName } from './Sequence.js'

export interface Surroundings {
  stack: Stack
  time: ReturnType<typeof warpTime>
  watch: ReturnType<typeof watchSecrets>
  /** What the browser says of the tab and the network. */
  browser: { online: boolean; visible: boolean }
  /** Keeps requests back while the clocks of page and servers are pushed ahead one after the other. */
  gate: { shut(): () => void }
}

/** A link's life less the margin, and what a navigation may take to arrive. */
const longest = 300_000 - 30_000 + 1_000

/** Lives through one sequence, and gives the promises that were broken. */
export async function runSequence(sequence: Sequence, { stack, time, watch, browser, gate }: Surroundings) {
  const state: PageState = { user: 'u1', order: ['a', 'b'], slots: {} }
  const alive = new Map<SlotName, { view: View; iframe: HTMLIFrameElement; window: Window | null }>()
  const shownAs = new WeakMap<HTMLIFrameElement, string>()
  let far = false
  let farSince = 0
  /** Something hangs, so that waiting for an end is no use. */
  let hangs = false

  const audit = createAudit(
    {
      get online() {
        return browser.online
      },
      get visible() {
        return browser.visible
      },
      mayAsk(view) {
        const slot = state.slots[view.slot]
        // An observer needs a moment to notice.
        const outOfSight = isFar(view.slot) && time.realNow() - farSince > 300
        return slot?.view === view && !slot.hidden && !outOfSight
      },
    },
    sequence.twoFrames,
  )
  const page = createPage(stack, sequence, audit, (value) => watch.look('callback', value))
  page.scroll(false)
  Object.assign(browser, { online: true, visible: true })

  const statusOf = (name: SlotName) =>
    page.element(name)?.querySelector('[data-conversation-frame]')?.getAttribute('data-status')
  const iframeOf = (name: SlotName) => page.element(name)?.querySelector('iframe') ?? undefined
  const isFar = (name: SlotName) => far && name === 'c' && !state.slots.c?.portal
  const displayed = (name: SlotName) => state.slots[name]?.hidden === false && !isFar(name)

  const turns = new MutationObserver(() => {
    if (!sequence.twoFrames && page.loggingIn() > 1) audit.breach('promise 1: two logins at once')
  })
  turns.observe(document, { subtree: true, childList: true, attributeFilter: ['data-status'] })

  function newView(slot: SlotName, target: TargetName): View {
    return { slot, target, user: slot === 'c' ? '' : state.user, credit: 1 }
  }

  /** Mounts or changes a view; a frame that is kept alive for it has to be used. */
  function show(slot: SlotName, target: TargetName, change: { portal: boolean }): void {
    const view = newView(slot, target)
    const kept = slot === 'c' ? [] : page.parked().filter((iframe) => shownAs.get(iframe) === keyOf(view))
    alive.delete(slot)
    state.slots[slot] = { view, hidden: false, ...change }
    page.render(state)
    const used = iframeOf(slot)
    if (kept.length && !(used && kept.includes(used))) audit.breach(`keepAlive: ${slot} did not get its frame back`)
  }

  const restless = () =>
    slotNames.some((name) => {
      const status = statusOf(name)
      if (status === 'requesting' || status === 'opening') return state.slots[name]?.hidden === false
      const canGoOn = browser.online && browser.visible && displayed(name)
      return canGoOn && (status === 'idle' || status === 'offline')
    })

  async function calm(longest: number): Promise<boolean> {
    const until = time.realNow() + longest
    while (restless()) {
      if (time.realNow() > until) return false
      await time.pause(2)
    }
    return true
  }

  function changed(type: string, on: EventTarget = window): void {
    on.dispatchEvent(new Event(type))
  }

  async function act(step: Step): Promise<void> {
    switch (step.type) {
      case 'rest':
        return
      case 'mount': {
        const slot = state.slots[step.slot]
        if (slot?.view.target === step.target) return page.render(state)
        return show(step.slot, step.target, { portal: slot?.portal ?? false })
      }
      case 'unmount':
        delete state.slots[step.slot]
        alive.delete(step.slot)
        return page.render(state)
      case 'portal': {
        const slot = state.slots[step.slot]
        return slot && show(step.slot, slot.view.target, { portal: !slot.portal })
      }
      case 'activity': {
        const slot = state.slots[step.slot]
        if (slot) slot.hidden = !slot.hidden
        return page.render(state)
      }
      case 'move': {
        const element = page.element(step.slot)
        alive.delete(step.slot)
        return element?.parentElement?.append(element)
      }
      case 'reload': {
        const slot = state.slots[step.slot]
        if (!slot || slot.hidden) return
        if (statusOf(step.slot) !== 'requesting') slot.view.credit = 1
        alive.delete(step.slot)
        return page.element(step.slot)?.querySelector<HTMLElement>('[data-part="reload"]')?.click()
      }
      case 'reorder':
        state.order.reverse()
        alive.delete('a')
        alive.delete('b')
        return page.render(state)
      case 'user':
        state.user = state.user === 'u1' ? 'u2' : 'u1'
        for (const name of state.order) {
          const slot = state.slots[name]
          if (slot) slot.view = newView(name, slot.view.target)
          alive.delete(name)
        }
        return page.render(state)
      case 'render':
        return page.render(state)
      case 'prefetch':
        return page.prefetch(step.target)
      case 'scroll':
        far = !far
        farSince = time.realNow()
        return page.scroll(far)
      case 'tab':
        browser.visible = !browser.visible
        return changed('visibilitychange', document)
      case 'network':
        browser.online = !browser.online
        return changed(browser.online ? 'online' : 'offline')
      case 'focus':
        for (const type of ['blur', 'focus', 'pagehide', 'pageshow', 'resize']) changed(type)
        return
      case 'time':
        return pass(step.ms)
      case 'fault':
        hangs ||= /hangs|204/.test(step.fault)
        return void (await stack.faults(faults[step.fault]))
      case 'noFault':
        return void (await stack.clearFaults())
    }
  }

  /** What was navigated to reaches the vendor before its clock goes on. */
  async function pass(ms: number): Promise<void> {
    const until = time.realNow() + 150
    while (page.loggingIn() > 0 && time.realNow() < until) await time.pause(2)
    const open = gate.shut()
    time.advance(ms)
    await stack.advance(ms)
    open()
  }

  async function check(): Promise<void> {
    const links = await stack.links()
    for (const { id, navigatedAt, mintedAt, replayed, refused } of links) {
      if (navigatedAt.length > 1 || replayed > 0) audit.breach(`promise 1: ${id} was navigated to again`)
      for (const at of navigatedAt) {
        if (at - mintedAt > longest) audit.breach(`promise 2: ${id} was navigated to after ${at - mintedAt} ms`)
      }
      for (const { why } of refused) if (why !== 'expired') audit.breach(`promise 1: ${id} was refused: ${why}`)
    }
    if (links.length > audit.asked()) audit.breach('promise 3: more links than were asked for')
    for (const [name, { view, iframe, window }] of alive) {
      const isSame = iframeOf(name) === iframe && iframe.contentWindow === window
      if (state.slots[name]?.view === view && !isSame) audit.breach(`promise 3: ${name} lost a live frame`)
    }
    checkFrames()
    for (const leak of watch.leaks()) audit.breach(`promise 5: ${leak}`)
  }

  function checkFrames(): void {
    for (const name of slotNames) {
      const view = state.slots[name]?.view
      const iframes = [...(page.element(name)?.querySelectorAll('iframe') ?? [])]
      if (iframes.length > (sequence.twoFrames ? 2 : 1)) audit.breach(`${name} has ${iframes.length} frames`)
      const [iframe] = iframes
      if (!view || !iframe) continue
      const known = shownAs.get(iframe) ?? keyOf(view)
      if (!sequence.twoFrames && known !== keyOf(view)) audit.breach(`${name} shows another's frame`)
      shownAs.set(iframe, keyOf(view))
      if (statusOf(name) !== 'open') alive.delete(name)
      else if (!alive.has(name)) alive.set(name, { view, iframe, window: iframe.contentWindow })
    }
    const parked = page.parked()
    if (parked.length > sequence.keepAlive) audit.breach(`${parked.length} frames are parked`)
    if (parked.some((iframe) => !iframe.closest('[inert][hidden]'))) audit.breach('a parked frame can be reached')
  }

  /** Whatever has happened: in a good world all frames open, with no more than the buttons that people see. */
  async function recover(): Promise<void> {
    await stack.clearFaults()
    for (const slot of Object.values(state.slots)) slot.hidden = false
    page.render(state)
    far = false
    page.scroll(false)
    Object.assign(browser, { online: true, visible: true })
    changed('visibilitychange', document)
    changed('online')
    const mounted = slotNames.filter((name) => state.slots[name])
    for (let attempt = 0; attempt < 12; attempt++) {
      await calm(hangs ? 250 : 5_000)
      if (mounted.every((name) => statusOf(name) === 'open')) return
      for (const slot of mounted) {
        if (/failed|stalled/.test(statusOf(slot) ?? '')) await act({ type: 'reload', slot, calm: true })
      }
      if (mounted.some((name) => /waiting|requesting|opening|idle/.test(statusOf(name) ?? ''))) await pass(61_000)
      // What hung has timed out by now.
      hangs = false
    }
    audit.breach(`never healed: ${mounted.map((name) => `${name} ${statusOf(name)}`).join(', ')}`)
  }

  const ended = () => audit.breaches.length > 0
  try {
    for (const step of sequence.steps) {
      await act(step)
      await time.pause()
      if (step.calm && !(await calm(hangs ? 120 : 5_000)) && !hangs) {
        audit.breach(`stuck: ${slotNames.map((name) => `${name} ${statusOf(name)}`).join(', ')}`)
      }
      await check()
      if (ended()) {
        audit.breach(`after ${JSON.stringify(step)}`)
        break
      }
    }
    if (!ended()) {
      await recover()
      await check()
    }
  } finally {
    turns.disconnect()
    page.unmount()
    await time.pause()
    const left = document.querySelectorAll('iframe').length
    if (left) audit.breach(`${left} frames are left behind`)
    Object.assign(browser, { online: true, visible: true })
    await stack.clearFaults()
    await pass(600_000)
    await stack.clearLedger()
  }
  return audit.breaches
}
