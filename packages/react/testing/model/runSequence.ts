import { type Acts, createActs } from './createActs.js'
import { createLife, type Life, type Surroundings } from './createLife.js'
import { judge } from './judge.js'
import { type Sequence, slotNames } from './Sequence.js'

/** Real time within which everything must end, even on a busy machine. */
const calmTimeoutMs = 12_000
/** The same while a fault makes something hang. */
const hangingTimeoutMs = 120

/** Runs one sequence and returns the broken promises. */
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
      if (step.calm && !(await life.calm(hangs ? hangingTimeoutMs : calmTimeoutMs)) && !hangs) {
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

/** Whatever has happened, under normal conditions all frames open again, with no other help than the visible button. */
async function recover(life: Life, { act, pass, restore, trouble }: Acts): Promise<void> {
  await restore()
  const mounted = slotNames.filter((name) => life.state.slots[name])
  for (let attempt = 0; attempt < 12; attempt++) {
    await life.calm(trouble.hangs ? hangingTimeoutMs : calmTimeoutMs)
    if (mounted.every((name) => life.statusOf(name) === 'open')) return
    for (const slot of mounted) {
      if (/failed|stalled/.test(life.statusOf(slot) ?? '')) await act({ type: 'reload', slot, calm: true })
    }
    if (mounted.some((name) => /waiting|requesting|opening|idle/.test(life.statusOf(name) ?? ''))) await pass(61_000)
    // Everything that hung has timed out by now.
    trouble.hangs = false
  }
  life.audit.breach(`never healed: ${life.summary()}`)
}
