import { interleave } from '../interleave.js'
import { openLab } from '../openLab.js'
import type { Section } from '../Section.js'
import { type Summary, summarise } from '../summarise.js'
import { timesTable } from '../timesTable.js'

const roundTrip = 50
/** One round trip to the host, and 40 ms of work there. */
const endpointDelay = 90
const variants = ['nothing', 'preconnect', 'frame beside', 'same frame'] as const
type Variant = (typeof variants)[number]

const variantNames: Record<Variant, string> = {
  nothing: 'nothing (the present way)',
  preconnect: '`<link rel="preconnect">`',
  'frame beside': 'a hidden frame on a harmless page',
  'same frame': 'the frame itself on a harmless page first',
}

export const overlap: Section = {
  name: 'overlap',
  title: 'What can overlap with asking for the link',
  async measure(_lab, { runs }) {
    await using lab = await openLab({ roundTrip })
    lab.host.endpointDelay = endpointDelay
    const loaded: Record<Variant, number[]> = { nothing: [], preconnect: [], 'frame beside': [], 'same frame': [] }
    const connections: Record<Variant, number> = { nothing: 0, preconnect: 0, 'frame beside': 0, 'same frame': 0 }
    const requested = await interleave(variants, Math.ceil(runs / 2), async (variant) => {
      await using tab = await lab.open('overlap', 'production', { variant })
      await tab.page.evaluate(() => window.overlap.setHostTime())
      const before = lab.vendor.connections()
      const arrival = lab.vendor.nextFrameRequest()
      const times = await tab.page.evaluate(() => window.overlap.open())
      connections[variant] = lab.vendor.connections() - before
      loaded[variant].push(times.loaded - times.began)
      return (await arrival) - times.began
    })
    const loads = Object.fromEntries(variants.map((variant) => [variant, summarise(loaded[variant])])) as Record<
      Variant,
      Summary
    >
    const ratio = (of: Record<Variant, Summary>, variant: Variant) =>
      (of[variant].median / of.nothing.median).toFixed(2)
    const table = (of: Record<Variant, Summary>) =>
      timesTable(
        variants.map((variant) => [variantNames[variant], of[variant]]),
        of.nothing,
      )
    return {
      rows: [
        {
          what: 'frame request at 50 ms round trip, with something that overlaps (not shipped)',
          measured: variants
            .slice(1)
            .map((variant) => `${variantNames[variant]} ${ratio(requested, variant)} x`)
            .join(', '),
          goal: '0.8 x, to be shipped',
        },
      ],
      details: `The vendor ${roundTrip} ms away (a TCP proxy that holds every byte back for half of it, and the first ones for the handshake), the endpoint at ${endpointDelay} ms. A link is asked for and opened by plain
code; meanwhile a connection is prepared, or not. The harmless page is the simulator's \`/health\`.

Until the login page's request arrives:

${table(requested)}

Until the login page has loaded:

${table(loads)}

Connections that the browser opened to the vendor in the last run: ${variants.map((variant) => `${variantNames[variant]} ${connections[variant]}`).join(', ')}.`,
    }
  },
}
