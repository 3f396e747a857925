import { type Acts, createActs } from './createActs.js'
import { createLife, type Life, type Surroundings } from './createLife.js'
import { judge } from './judge.js'
import { type Sequence, slotNames } from './Sequence.js'

/** Real milliseconds in which everything comes to rest, on a busy machine too; and when something hangs on purpose. */
const patience = 12_000
const impatience = 120

/** Lives through one sequence, and gives the promises that were broken. */
export async function runSequence(sequence: Sequence, surroundings: Surroundings): Promise<string[]> {
  const { stack, time, watch, browser } = surroundings
  Object.assign(browser, { online: true, visible: true })
  const life = createLife(sequence, surroundings)
  const acts = createActs(life, surroundings)
  const { audit, page } = life
  const turns = new MutationObserver(() => {
    life.notice()
    if (life.loggingIn() > 1) audit.breach(`promise 1: two logins at once: ${life.summary()}`)
  })
  turns.observe(document, { subtree: true, childList: true, attributeFilter: ['data-status'] })
  try {
    for (const step of sequence.steps) {
      await acts.act(step)
      await time.pause()
      const { hangs } = acts.trouble
      if (step.calm && !(await life.calm(hangs ? impatience : patience)) && !hangs) {
        audit.breach(`stuck: ${life.summary()}`)
      }
      await judge(life, stack, watch)
      if (audit.breaches.length) return [...audit.breaches, `after ${JSON.stringify(step)}`]
    }
    await recover(life, acts)
    await judge(life, stack, watch)
  } finally {
    turns.disconnect()
    page.unmount()
    await time.pause()
    const left = document.querySelectorAll('iframe').length
    if (left) audit.breach(`${left} frames are left behind`)
    Object.assign(browser, { online: true, visible: true })
    await stack.clearFaults()
    await acts.pass(600_000)
    await stack.clearLedger()
  }
  return audit.breaches
}

/** Whatever has happened: in a good world all frames open, with no more than the button that people see. */
async function recover(life: Life, { act, pass, mend, trouble }: Acts): Promise<void> {
  await mend()
  const mounted = slotNames.filter((name) => life.state.slots[name])
  for (let attempt = 0; attempt < 12; attempt++) {
    await life.calm(trouble.hangs ? impatience : patience)
    if (mounted.every((name) => life.statusOf(name) === 'open')) return
    for (const slot of mounted) {
      if (/failed|stalled/.test(life.statusOf(slot) ?? '')) await act({ type: 'reload', slot, calm: true })
    }
    if (mounted.some((name) => /waiting|requesting|opening|idle/.test(life.statusOf(name) ?? ''))) await pass(61_000)
    // What hung has timed out by now.
    trouble.hangs = false
  }
  life.audit.breach(`never healed: ${life.summary()}`)
}
