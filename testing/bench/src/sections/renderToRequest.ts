import type { Subject } from '../buildPage.js'
import { interleave } from '../interleave.js'
import type { Lab } from '../openLab.js'
import type { Section } from '../Section.js'
import { subjectNames } from '../subjectNames.js'
import { timesTable } from '../timesTable.js'

const peers = ['handWritten', 'quickSight', 'looker'] as const satisfies readonly Subject[]
const timed = ['conversationFrame', 'warmed', ...peers] as const
type Timed = (typeof timed)[number]

const names: Record<Timed, string> = { ...subjectNames, warmed: '`<ConversationFrame warmUrl>`' }

/** Milliseconds from just before `root.render` until the login page's request arrives at the vendor. */
async function timeToRequest(lab: Lab, subject: Timed): Promise<number> {
  const page = subject === 'warmed' ? 'conversationFrame' : subject
  await using tab = await lab.open(page, 'production', { variant: subject })
  await tab.page.evaluate(() => window.bench.setHostTime())
  const arrival = lab.vendor.nextFrameRequest()
  const began = await tab.page.evaluate(() => window.bench.mount())
  return (await arrival) - began
}

export const renderToRequest: Section = {
  name: 'render',
  title: 'Render to frame request',
  async measure(lab, { runs }) {
    lab.host.endpointDelay = 40
    const times = await interleave(timed, runs, (subject) => timeToRequest(lab, subject))
    const reference = times.handWritten
    const ratio = (subject: Timed) => times[subject].median / reference.median
    return {
      rows: [
        {
          what: 'render to frame request, endpoint at 40 ms, against hand-written',
          measured: `${ratio('conversationFrame').toFixed(2)} x`,
          goal: '1.05 x (1.10 gates)',
          reached: ratio('conversationFrame') <= 1.05,
        },
        {
          what: 'the same, warmed up (`warmUrl`)',
          measured: `${ratio('warmed').toFixed(2)} x`,
          goal: '0.80 x',
          reached: ratio('warmed') <= 0.8,
        },
        {
          what: 'the same, not warmed up, against QuickSight and Looker',
          measured: `QuickSight ${ratio('quickSight').toFixed(2)} x, Looker ${ratio('looker').toFixed(2)} x hand-written`,
          goal: 'ahead of both',
          reached: ratio('conversationFrame') < Math.min(ratio('quickSight'), ratio('looker')),
        },
      ],
      details: `From just before \`root.render\` to the arrival of the login page's request at the vendor's server. Production builds, over HTTPS, a fresh browser context for each run
(no cache, no connection), the subjects in turn, the first round thrown away. The two clocks are compared before each run. Superset is left out: its frame has a fixed address and waits
for no link.

${timesTable(
  timed.map((subject) => [names[subject], times[subject]]),
  reference,
)}`,
    }
  },
}
