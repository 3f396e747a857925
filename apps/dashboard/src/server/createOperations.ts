import { type Faults, type Simulator, SimulatorError } from '@conversation-frame/simulator'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { FailureBody } from '../DashboardApi.js'
import type { Journal } from './createJournal.js'

/** How often the page receives an update without an event: the charts advance, and links expire. */
const beat = 5_000
/** Changes within this time are sent as one event. */
const gather = 100

/** Routes of the operations page. They break the vendor on purpose, so they exist only with the simulator. */
export function createOperations(
  { faults, clock }: Simulator,
  journal: Journal,
  isSignedIn: (request: Request) => Promise<boolean>,
): Hono {
  const app = new Hono()

  app.use(async (c, next) =>
    (await isSignedIn(c.req.raw)) ? next() : c.json<FailureBody>({ error: 'Sign in first.' }, 401),
  )

  app.get('/events', (c) =>
    streamSSE(c, async (stream) => {
      let changed = () => {}
      const stop = journal.subscribe(() => changed())
      stream.onAbort(() => changed())
      while (!stream.aborted && !stream.closed && (await isSignedIn(c.req.raw))) {
        const news = new Promise<void>((resolve) => {
          changed = resolve
        })
        await stream.writeSSE({ data: JSON.stringify(journal.body()) })
        const beats = AbortSignal.timeout(beat)
        await Promise.race([news, new Promise((resolve) => beats.addEventListener('abort', resolve))])
        await stream.sleep(gather)
      }
      stop()
    }),
  )

  app.put('/faults', async (c) => {
    const wanted: Faults = await c.req.json().catch(() => null)
    const former = faults.current()
    faults.clear()
    try {
      faults.set(wanted)
    } catch (error) {
      faults.set(former)
      if (!(error instanceof SimulatorError)) throw error
      return c.json<FailureBody>({ error: error.message }, 400)
    }
    return c.json(journal.body())
  })

  app.post('/expire-links', (c) => {
    clock.advance(300_000)
    return c.json(journal.body())
  })

  app.post('/clear', (c) => {
    journal.clear()
    return c.json(journal.body())
  })

  return app
}
