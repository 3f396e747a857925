import type { Subject } from '../buildPage.js'
import { markdownTable } from '../markdownTable.js'
import type { Lab } from '../openLab.js'
import type { Section } from '../Section.js'
import { type Counted, startCounting } from '../startCounting.js'
import { subjectNames } from '../subjectNames.js'

/** What remains after a number of mounts and unmounts. */
async function leftBehind(lab: Lab, subject: Subject, mounts: number): Promise<Counted> {
  lab.host.endpointDelay = 0
  await using tab = await lab.open(subject, 'production', { endpoint: '/login/light' })
  // Keeps the vendor's process alive. Otherwise each navigation would start one.
  await tab.page.evaluate((url) => {
    const frame = document.createElement('iframe')
    frame.src = url
    document.body.append(frame)
  }, `${lab.vendor.origin}/health`)
  const count = await startCounting(tab)
  await tab.page.evaluate(() => window.bench.cycle(50))
  const before = await count()
  await tab.page.evaluate((times) => window.bench.cycle(times), mounts)
  const after = await count()
  return {
    frames: after.frames - before.frames,
    documents: after.documents - before.documents,
    nodes: after.nodes - before.nodes,
    listeners: after.listeners - before.listeners,
    heapBytes: after.heapBytes - before.heapBytes,
  }
}

export const mountsAndUnmounts: Section = {
  name: 'mounts',
  title: 'Mounts and unmounts',
  async measure(lab, { mounts }) {
    const few = Math.ceil(mounts / 10)
    const wanted = [
      ['conversationFrame', mounts],
      ['handWritten', mounts],
      ['quickSight', few],
      ['superset', few],
    ] as const satisfies readonly (readonly [Subject, number])[]
    const left = new Map<Subject, Counted>()
    for (const [subject, times] of wanted) left.set(subject, await leftBehind(lab, subject, times))
    const ours = left.get('conversationFrame')
    const kB = (bytes: number) => `${(bytes / 1_000).toFixed(0)} kB`
    // A leak on every mount would add as many as there are mounts. The browser itself keeps a few.
    const isNothing =
      ours !== undefined &&
      ours.frames === 0 &&
      ours.listeners < 20 &&
      ours.nodes < 20 &&
      ours.heapBytes < 1_000 * mounts
    return {
      rows: [
        {
          what: `left behind by ${mounts.toLocaleString('en')} mounts and unmounts`,
          measured: `${ours?.frames} frames, ${ours?.listeners} listeners, ${kB(ours?.heapBytes ?? 0)} of heap`,
          goal: 'no frame, listener or heap growth',
          reached: isNothing,
        },
      ],
      details: `Mounted until the frame's navigation has begun, then unmounted, ${mounts.toLocaleString('en')} times (the SDKs ${few}), in one page; counted by the browser after a garbage collection, against the same
page after fifty mounts. "No growth" allows twenty listeners and nodes and 1,000 bytes of heap for a mount (a frame that leaks keeps tens of thousands), which is what the engine's own books take. Looker is left out: its SDK mounts nothing further until Looker's own page has
answered.

${markdownTable([
  ['', 'mounts', 'frames', 'documents', 'nodes', 'listeners', 'heap', 'heap for a mount'],
  ...wanted.map(([subject, times]) => {
    const of = left.get(subject)
    return [
      subjectNames[subject],
      String(times),
      ...[of?.frames, of?.documents, of?.nodes, of?.listeners].map(String),
      kB(of?.heapBytes ?? 0),
      `${((of?.heapBytes ?? 0) / times).toFixed(0)} B`,
    ]
  }),
])}`,
    }
  },
}
