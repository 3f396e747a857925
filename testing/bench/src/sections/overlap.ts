import { interleave } from '../interleave.js'
import { type Lab, openLab } from '../openLab.js'
import type { Section } from '../Section.js'
import { type Summary, summarise } from '../summarise.js'
import { timesTable } from '../timesTable.js'

const roundTrip = 50
/** One round trip to the host and 40 ms of work, and a host that has to call a distant vendor. */
const endpointDelays = [90, 250]
const variants = ['nothing', 'preconnect', 'frame beside', 'same frame'] as const
type Variant = (typeof variants)[number]
type Times = Record<Variant, Summary>

const variantNames: Record<Variant, string> = {
  nothing: 'nothing (the present way)',
  preconnect: '`<link rel="preconnect">`',
  'frame beside': 'a hidden frame on a harmless page',
  'same frame': 'the frame itself on a harmless page first',
}

/** Milliseconds until the login page's request has arrived, and until the page has loaded. */
async function timeVariants(lab: Lab, runs: number): Promise<{ requested: Times; loaded: Times }> {
  const loads: Record<Variant, number[]> = { nothing: [], preconnect: [], 'frame beside': [], 'same frame': [] }
  const requested = await interleave(variants, runs, async (variant) => {
    await using tab = await lab.open('overlap', 'production', { variant })
    await tab.page.evaluate(() => window.overlap.setHostTime())
    const arrival = lab.vendor.nextFrameRequest()
    const times = await tab.page.evaluate(() => window.overlap.open())
    loads[variant].push(times.loaded - times.began)
    return (await arrival) - times.began
  })
  const loaded = Object.fromEntries(variants.map((variant) => [variant, summarise(loads[variant].slice(1))])) as Times
  return { requested, loaded }
}

export const overlap: Section = {
  name: 'overlap',
  title: 'What can overlap with asking for the link',
  async measure(_lab, { runs }) {
    await using lab = await openLab({ roundTrip })
    const found: { delay: number; requested: Times; loaded: Times }[] = []
    for (const delay of endpointDelays) {
      lab.host.endpointDelay = delay
      found.push({ delay, ...(await timeVariants(lab, Math.ceil(runs / 3))) })
    }
    const ratio = (of: Times, variant: Variant) => (of[variant].median / of.nothing.median).toFixed(2)
    const table = (of: Times) =>
      timesTable(
        variants.map((variant) => [variantNames[variant], of[variant]]),
        of.nothing,
      )
    return {
      rows: variants.slice(1).map((variant) => ({
        what: `${variant === 'frame beside' ? 'shipped as `warmUrl`' : 'not shipped'}: ${variantNames[variant]} while the link is asked for, at ${roundTrip} ms round trip`,
        measured: found
          .map(({ delay, requested }) => `${ratio(requested, variant)} x (endpoint ${delay} ms)`)
          .join(', '),
        goal: '0.80 x, to be shipped',
      })),
      details: `The vendor is ${roundTrip} ms away: a TCP proxy holds every byte back for half of it, and the first ones for the handshake. A link is asked for and opened by plain code; meanwhile a
connection is prepared, or not. The harmless page is the simulator's \`/health\`. The vendor speaks HTTP/1.1 here, so a harmless page that has not been answered yet keeps its connection.

Shipped is \`warmUrl\`, a hidden frame beside. It needs an address that neither logs anybody in nor out, which only the host can name for its vendor, and costs the vendor one more request for
each first view: hence off by default. Warming the frame itself gains the same, and would mix the harmless page's loads with the login's.

${found
  .map(
    ({ delay, requested, loaded }) => `Endpoint at ${delay} ms, until the login page's request arrives:

${table(requested)}

Until the login page has loaded:

${table(loaded)}`,
  )
  .join('\n\n')}`,
    }
  },
}
