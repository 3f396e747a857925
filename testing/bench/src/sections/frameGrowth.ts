import type { Subject } from '../buildPage.js'
import { markdownTable } from '../markdownTable.js'
import type { Lab } from '../openLab.js'
import type { Section } from '../Section.js'
import { startCounting } from '../startCounting.js'
import { subjectNames } from '../subjectNames.js'

const counts = [1, 10, 100]
const timed = ['conversationFrame', 'handWritten'] as const satisfies readonly Subject[]

interface Growth {
  links: number
  /** Milliseconds of React's work until the frames were mounted. */
  commit: number
  /** Milliseconds of script, from rendering until all are open. */
  script: number
  heapBytes: number
  listeners: number
}

async function measureFrames(lab: Lab, subject: Subject, count: number): Promise<Growth> {
  lab.host.endpointDelay = 0
  await using tab = await lab.open(subject, 'production', { endpoint: '/login/light', settleTime: '0' })
  const counted = await startCounting(tab)
  const session = await tab.context.newCDPSession(tab.page)
  await session.send('Performance.enable')
  const scriptSeconds = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN
  }
  const before = await counted()
  const linksBefore = lab.host.handedOut
  const scriptBefore = await scriptSeconds()
  const commit = await tab.page.evaluate((count) => window.bench.mountAtOnce(count), count)
  await tab.page.waitForFunction(
    (count) => {
      const states = [...document.querySelectorAll<HTMLElement>('[data-status]')]
      const ready =
        states.length > 0
          ? states.filter(({ dataset }) => dataset.status === 'open')
          : document.querySelectorAll('iframe')
      return ready.length === count
    },
    count,
    { timeout: 120_000, polling: 250 },
  )
  const script = ((await scriptSeconds()) - scriptBefore) * 1000
  const after = await counted()
  return {
    links: lab.host.handedOut - linksBefore,
    commit,
    script,
    heapBytes: after.heapBytes - before.heapBytes,
    listeners: after.listeners - before.listeners,
  }
}

export const frameGrowth: Section = {
  name: 'growth',
  title: 'Growth with the number of frames',
  async measure(lab) {
    const rows: string[][] = []
    const scripts: number[] = []
    for (const count of counts) {
      for (const subject of timed) {
        const { links, commit, script, heapBytes, listeners } = await measureFrames(lab, subject, count)
        if (subject === 'conversationFrame') scripts.push(script / count)
        rows.push([
          subjectNames[subject],
          String(count),
          String(links),
          (commit / count).toFixed(2),
          (script / count).toFixed(2),
          (heapBytes / count / 1_000).toFixed(1),
          (listeners / count).toFixed(1),
        ])
      }
    }
    const [, ten = Number.NaN, hundred = Number.NaN] = scripts
    return {
      rows: [
        {
          what: 'script time for a frame, with 100 frames against 10',
          measured: `${(hundred / ten).toFixed(2)} x`,
          goal: '',
        },
      ],
      details: `So many eager frames in one page, rendered at once, with links to a light page and \`settleTime={0}\`. Our logins run one at a time (promise 1), hand-written ones all at once, so the time
until the last one is open cannot be compared, but the work in the page can. Everything for a frame:

${markdownTable([['', 'frames', 'links', 'commit ms', 'script ms', 'heap kB', 'listeners'], ...rows])}`,
    }
  },
}
