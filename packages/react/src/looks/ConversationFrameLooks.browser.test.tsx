import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { frameOf, opened } from '../../testing/frameOf.js'
import { mount } from '../../testing/mount.js'
import { startStack } from '../../testing/startStack.js'
import { ar } from '../locales/ar.js'
import { he } from '../locales/he.js'
import '../styles.css'

afterEach(() => document.documentElement.removeAttribute('style'))

function rootOf(container: Element): Element {
  return container.querySelector('[data-conversation-frame]') ?? container
}

interface LayoutShift extends PerformanceEntry {
  value: number
  sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[]
}

/** Unexpected layout shifts, as Chromium counts them for Core Web Vitals. */
async function watchLayoutShift() {
  // The page that the test before left is painted first.
  await painted()
  const moved: unknown[] = []
  const note = (entries: PerformanceEntryList) => {
    for (const { value, sources } of entries as LayoutShift[]) {
      const from = sources.map(({ node, previousRect, currentRect }) => [
        node instanceof Element ? node.cloneNode() : node?.textContent,
        previousRect.toJSON(),
        currentRect.toJSON(),
      ])
      moved.push({ value, from })
    }
  }
  const observer = new PerformanceObserver((list) => note(list.getEntries()))
  observer.observe({ type: 'layout-shift' })
  onTestFinished(() => observer.disconnect())
  return async () => {
    await painted()
    note(observer.takeRecords())
    return moved
  }
}

async function painted() {
  for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame)
}

/** In each animation frame: how long the skeleton has been there, and how much of it is seen. */
function watchSkeleton(container: Element) {
  const seen: { age: number; opacity: number }[] = []
  let frame = requestAnimationFrame(function look() {
    const skeleton = container.querySelector('[data-part=skeleton]')
    const age = skeleton?.getAnimations()[0]?.currentTime
    if (skeleton && typeof age === 'number') seen.push({ age, opacity: Number(getComputedStyle(skeleton).opacity) })
    frame = requestAnimationFrame(look)
  })
  onTestFinished(() => cancelAnimationFrame(frame))
  return seen
}

describe('from fallback to open', () => {
  it.each([
    ['at 700 px', 700, {}],
    ['at 240 px', 240, {}],
    ['without a toolbar', 700, { toolbar: false }],
    ["after a host's own fallback", 700, { fallback: <p>Fetching the conversation…</p> }],
  ])('nothing moves %s', async (_, width, props) => {
    const stack = await startStack()
    await stack.faults({ loginConversation: { delay: 400 } })
    const shift = await watchLayoutShift()
    // Long enough for a slow login: its second page would count as a navigation otherwise, and the notice is longer.
    const frame = frameOf(stack, { settleTime: 60_000, ...props })
    const { container } = mount(<div style={{ width, height: 600 }}>{frame}</div>)
    await opened(container)
    expect(await shift()).toEqual([])
    // That the measure is alive: something that does push the frame down.
    container.prepend(Object.assign(document.createElement('p'), { textContent: 'Pushed', style: 'height: 200px' }))
    expect(await shift()).not.toEqual([])
  })
})

describe('the message in the toolbar', () => {
  it.each([
    ['en', undefined],
    ['he', he],
    ['ar', ar],
  ])('is read in full at 240 px, in %s', async (_, locale) => {
    const stack = await startStack()
    const { container } = mount(<div style={{ width: 240 }}>{frameOf(stack, { locale })}</div>)
    await opened(container)
    const message = container.querySelector('[data-part=message]') as Element
    const hidden = [message.scrollWidth - message.clientWidth, message.scrollHeight - message.clientHeight]
    // Both are rounded separately.
    expect(Math.max(...hidden)).toBeLessThanOrEqual(1)
  })
})

describe('the skeleton', () => {
  it('is not seen in the first 150 ms', async () => {
    const stack = await startStack()
    await stack.faults({ loginConversation: { delay: 100 } })
    const { container } = mount(frameOf(stack))
    const seen = watchSkeleton(container)
    await opened(container)
    expect(seen.filter(({ age }) => age < 150).every(({ opacity }) => opacity === 0)).toBe(true)
    expect(container.querySelector('[data-part=skeleton]')).toBeNull()
  })

  it('appears when it takes longer', async () => {
    const stack = await startStack()
    await stack.faults({ loginConversation: { hang: true } })
    const { container } = mount(frameOf(stack))
    const seen = watchSkeleton(container)
    await expect.poll(() => seen.at(-1)?.opacity).toBeGreaterThan(0.5)
    expect(seen.filter(({ age }) => age < 150).every(({ opacity }) => opacity === 0)).toBe(true)
  })
})

describe('the stylesheet', () => {
  it('gives way to any rule of the host', async () => {
    const stack = await startStack()
    const style = document.createElement('style')
    style.textContent = 'div { border-radius: 3px }'
    document.head.append(style)
    onTestFinished(() => style.remove())
    const { container } = mount(frameOf(stack))
    await opened(container)
    expect(getComputedStyle(rootOf(container)).borderRadius).toBe('3px')
  })

  it('keeps what a host sets for its own text out', async () => {
    const stack = await startStack()
    const style = document.createElement('style')
    style.textContent =
      'body { text-align: center; text-indent: 30px; text-transform: uppercase; letter-spacing: 3px; word-spacing: 9px; text-shadow: 0 0 1px red }'
    document.head.append(style)
    onTestFinished(() => style.remove())
    const { container } = mount(<div style={{ width: 400 }}>{frameOf(stack)}</div>)
    await opened(container)
    expect(getComputedStyle(rootOf(container))).toMatchObject({
      textAlign: 'start',
      textTransform: 'none',
      letterSpacing: 'normal',
      wordSpacing: '0px',
      textShadow: 'none',
    })
    const [root, frame] = [rootOf(container), container.querySelector('iframe')].map((each) =>
      each?.getBoundingClientRect(),
    )
    expect([frame?.left, frame?.width]).toEqual([(root?.left ?? 0) + 1, (root?.width ?? 0) - 2])
  })

  it('follows the colour scheme of the host, not of the system', async () => {
    const stack = await startStack()
    const { container } = mount(frameOf(stack))
    const background = () => getComputedStyle(rootOf(container)).backgroundColor
    await opened(container)
    expect(background()).toBe('rgb(255, 255, 255)')
    document.documentElement.style.colorScheme = 'dark'
    expect(background()).toBe('rgb(22, 27, 35)')
  })

  it('keeps buttons large enough to hit at 240 px', async () => {
    const stack = await startStack()
    await stack.faults({ loginConversation: { reason: 36 } })
    const { container } = mount(<div style={{ width: 240, height: 400 }}>{frameOf(stack)}</div>)
    await expect.poll(() => container.querySelector('[data-part=card]')).not.toBeNull()
    for (const button of container.querySelectorAll('button')) {
      const { width, height } = button.getBoundingClientRect()
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(24)
    }
    expect(rootOf(container).scrollWidth).toBeLessThanOrEqual(240)
  })
})
