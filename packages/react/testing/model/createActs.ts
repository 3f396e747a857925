import type { Life, Surroundings } from './createLife.js'
import { faults, type SlotName, type Step, type TargetName } from './Sequence.js'

export type Acts = ReturnType<typeof createActs>

/** Performs the steps of a life. */
export function createActs(life: Life, { stack, time, browser, gate }: Surroundings) {
  const { state, page, audit, alive } = life

  /** Set when something hangs, so waiting for it to end is pointless. */
  const trouble = { hangs: false }

  function tell(type: string, on: EventTarget = window): void {
    on.dispatchEvent(new Event(type))
  }

  /** Mounts or changes a view. If a frame is kept alive for it, that frame must be used. */
  function show(slot: SlotName, target: TargetName, portal: boolean): void {
    const view = life.newView(slot, target)
    const kept = life.keptFor(view)
    alive.delete(slot)
    state.slots[slot] = { view, hidden: false, portal }
    page.render(state)
    const [used] = life.iframesOf(slot)
    if (kept.length && !(used && kept.includes(used))) audit.breach(`keepAlive: ${slot} did not get its frame back`)
  }

  function reload(name: SlotName): void {
    const slot = state.slots[name]
    if (!slot || slot.hidden) return
    const isRequesting = life.statusOf(name) === 'requesting'
    if (!isRequesting) slot.view.credit = 1
    slot.view.pressed = isRequesting ? 'opens' : 'asks'
    alive.delete(name)
    page.element(name)?.querySelector<HTMLElement>('[data-part="reload"]')?.click()
  }

  /** Moves the clock. Navigations in progress reach the vendor first, unless a fault makes them hang. */
  async function pass(ms: number): Promise<void> {
    const until = time.realNow() + (trouble.hangs ? 150 : 2_000)
    while (page.loggingIn().length > 0 && time.realNow() < until) await time.pause(2)
    // The frame may have navigated just before it was hidden.
    if (page.hiddenLoggingIn().length > 0) await time.pause(250)
    const open = gate.shut()
    time.advance(ms)
    await stack.advance(ms)
    open()
  }

  function changeUser(): void {
    state.user = state.user === 'u1' ? 'u2' : 'u1'
    for (const name of state.order) {
      const slot = state.slots[name]
      if (slot) slot.view = life.newView(name, slot.view.target)
      alive.delete(name)
    }
  }

  /** Performs a step on one slot of the page. */
  function actOn(step: Step & { slot: SlotName }): void {
    const { slot: name } = step
    const slot = state.slots[name]
    switch (step.type) {
      case 'mount':
        if (slot?.view.target === step.target) page.render(state)
        else show(name, step.target, slot?.portal ?? false)
        break
      case 'unmount':
        delete state.slots[name]
        alive.delete(name)
        page.render(state)
        break
      case 'portal':
        if (slot) show(name, slot.view.target, !slot.portal)
        break
      case 'activity':
        if (slot) slot.hidden = !slot.hidden
        page.render(state)
        break
      case 'move': {
        const element = page.element(name)
        alive.delete(name)
        element?.parentElement?.append(element)
        break
      }
      case 'reload':
        reload(name)
    }
  }

  async function act(step: Step): Promise<void> {
    if ('slot' in step) return actOn(step)
    switch (step.type) {
      case 'reorder':
        state.order.reverse()
        for (const name of state.order) alive.delete(name)
        return page.render(state)
      case 'user':
        changeUser()
        return page.render(state)
      case 'render':
        return page.render(state)
      case 'prefetch':
        return page.prefetch(step.target)
      case 'scroll':
        return life.scroll(!life.isFar())
      case 'tab':
        browser.visible = !browser.visible
        return tell('visibilitychange', document)
      case 'network':
        browser.online = !browser.online
        return tell(browser.online ? 'online' : 'offline')
      case 'focus':
        for (const type of ['blur', 'focus', 'pagehide', 'pageshow', 'resize']) tell(type)
        return
      case 'time':
        return pass(step.ms)
      case 'fault':
        trouble.hangs ||= /hangs|204/.test(step.fault)
        return void (await stack.faults(faults[step.fault]))
      case 'noFault':
        return void (await stack.clearFaults())
    }
  }

  return {
    act,
    pass,
    trouble,

    /** Restores normal conditions: no faults, online, visible. */
    async restore(): Promise<void> {
      await stack.clearFaults()
      for (const slot of Object.values(state.slots)) slot.hidden = false
      page.render(state)
      life.scroll(false)
      Object.assign(browser, { online: true, visible: true })
      tell('visibilitychange', document)
      tell('online')
    },
  }
}
