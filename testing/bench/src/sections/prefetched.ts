import { markdownTable } from '../markdownTable.js'
import type { Lab } from '../openLab.js'
import type { Section } from '../Section.js'
import { type Summary, summarise } from '../summarise.js'

const animationFrame = 1000 / 60
const delays = [40, 400, 1_200]
const variants = ['prefetched', 'known'] as const

interface Clicked {
  /** Milliseconds until the frame was navigated to its link, measured in the page. */
  opening: number
  /** Milliseconds until the vendor received the request. */
  arrived: number
  animationFrames: number
}

/** Prefetches, waits for the link, and clicks. */
async function click(lab: Lab, variant: (typeof variants)[number]): Promise<Clicked> {
  await using tab = await lab.open('prefetch', 'production', { variant })
  await tab.page.evaluate(() => window.prefetch.setHostTime())
  const answered = tab.page.waitForResponse((response) => response.url().endsWith('/login'))
  await tab.page.evaluate(() => window.prefetch.prepare())
  await (await answered).finished()
  // By then the response has been read and validated.
  await tab.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)))
  const arrival = lab.vendor.nextFrameRequest()
  const { at, opening, animationFrames } = await tab.page.evaluate(() => window.prefetch.click())
  return { opening, animationFrames, arrived: (await arrival) - at }
}

export const prefetched: Section = {
  name: 'prefetch',
  title: 'Click to frame request after a prefetch',
  async measure(lab, { runs }) {
    const rows: (readonly string[])[] = []
    const ours: Summary[] = []
    const over: number[] = []
    for (const delay of delays) {
      lab.host.endpointDelay = delay
      const clicks: Record<(typeof variants)[number], Clicked[]> = { prefetched: [], known: [] }
      for (let run = -1; run < Math.ceil(runs / 3); run += 1) {
        for (const variant of variants) {
          const clicked = await click(lab, variant)
          if (run >= 0) clicks[variant].push(clicked)
        }
      }
      const opening = summarise(clicks.prefetched.map(({ opening }) => opening))
      const late = clicks.prefetched.filter(({ opening }) => opening > animationFrame).length
      const arrived = (variant: (typeof variants)[number]) =>
        summarise(clicks[variant].map(({ arrived }) => arrived)).median
      ours.push(opening)
      over.push(arrived('prefetched') - arrived('known'))
      rows.push([
        String(delay),
        `${opening.median.toFixed(1)} (${opening.lower.toFixed(1)} to ${opening.upper.toFixed(1)})`,
        `${late} of ${opening.runs}`,
        arrived('prefetched').toFixed(1),
        arrived('known').toFixed(1),
      ])
    }
    const slowest = Math.max(...ours.map(({ median }) => median))
    const most = Math.max(...over)
    return {
      rows: [
        {
          what: 'click to frame request after a prefetch, endpoint at 40, 400 and 1,200 ms',
          measured: `${(slowest / animationFrame).toFixed(2)} animation frames until the frame is sent off; ${(most / animationFrame).toFixed(2)} later than a frame whose address was known`,
          goal: '1 animation frame (16.7 ms)',
          reached: slowest <= animationFrame && most <= animationFrame,
        },
      ],
      details: `The link is prefetched on a first button; a second one mounts the component. *Sent off*: from the click until the frame has been given its address, in the page. *At the
vendor*: until the request has arrived there, which takes the browser a connection and a process, beside an iframe whose address was known before the click.

${markdownTable([
  ['endpoint ms', 'sent off, ms (middle half)', 'later than 16.7 ms', 'at the vendor, ms', 'address known, ms'],
  ...rows,
])}`,
    }
  },
}
