import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { cdp, userEvent } from 'vitest/browser'
import { behind as colorBehind, contrast } from '../../testing/contrast.js'
import { frameOf, opened, type Stack, statuses } from '../../testing/frameOf.js'
import { mount } from '../../testing/mount.js'
import { startStack } from '../../testing/startStack.js'
import '../styles.css'

/** Lets the system prefer something until the test has finished. */
async function prefer(...features: { name: string; value: string }[]) {
  const session = cdp() as unknown as { send(method: string, parameters: object): Promise<unknown> }
  await session.send('Emulation.setEmulatedMedia', { features })
  onTestFinished(async () => void (await session.send('Emulation.setEmulatedMedia', { features: [] })))
  for (const { name, value } of features) expect(matchMedia(`(${name}: ${value})`).matches).toBe(true)
}

async function failed(stack: Stack) {
  await stack.faults({ loginConversation: { reason: 36 } })
  const { container } = mount(frameOf(stack))
  await expect.poll(() => statuses(container)).toEqual(['failed'])
  return container
}

async function open(stack: Stack) {
  const { container } = mount(frameOf(stack))
  await opened(container)
  return container
}

async function waiting(stack: Stack) {
  await stack.faults({ loginConversation: { hang: true } })
  const { container } = mount(frameOf(stack))
  await expect.poll(() => container.querySelector('[data-part=skeleton]')).not.toBeNull()
  return container
}

function part(container: Element, name: string): Element {
  const found = container.querySelector(`[data-part=${name}]`)
  if (!found) throw new Error(`There is no ${name}.`)
  return found
}

/** What the system paints with, as a computed style says it. */
function systemColor(name: string): string {
  const sample = document.createElement('p')
  sample.style.cssText = `forced-color-adjust: none; color: ${name}`
  document.body.append(sample)
  const { color } = getComputedStyle(sample)
  sample.remove()
  return color
}

const behind = (element: Element | null) => colorBehind(element, systemColor('Canvas'))

describe.each(['light', 'dark'])('in forced colours on a %s system', (scheme) => {
  let stack: Stack

  beforeEach(async () => {
    await prefer({ name: 'forced-colors', value: 'active' }, { name: 'prefers-color-scheme', value: scheme })
    stack = await startStack()
  })

  it.each([
    ['a failure', failed],
    ['an open conversation', open],
  ])('the buttons of %s keep a border, an icon and their words', async (_, show) => {
    const container = await show(stack)
    const buttons = [...container.querySelectorAll('button')]
    expect(buttons).toHaveLength(2)
    for (const button of buttons) {
      const style = getComputedStyle(button)
      const icon = getComputedStyle(button, '::before')
      expect(style.borderTopStyle).toBe('solid')
      expect(contrast(style.borderTopColor, behind(button.parentElement))).toBeGreaterThan(3)
      expect(contrast(style.color, behind(button))).toBeGreaterThan(4.5)
      expect(contrast(icon.backgroundColor, behind(button))).toBeGreaterThan(3)
      expect(icon.clipPath).toContain('path')
    }
  })

  it('what is focused has a ring that is seen', async () => {
    const container = await open(stack)
    for (const name of ['reload', 'new-tab']) {
      await userEvent.tab()
      const button = part(container, name)
      expect(document.activeElement).toBe(button)
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(button)
      expect([outlineStyle, outlineWidth]).toEqual(['solid', '2px'])
      expect(contrast(outlineColor, behind(button.parentElement))).toBeGreaterThan(3)
    }
  })

  it('a failure keeps its icon, and the frame its edge', async () => {
    const container = await failed(stack)
    const icon = getComputedStyle(part(container, 'card'), '::before')
    expect(contrast(icon.backgroundColor, systemColor('Canvas'))).toBeGreaterThan(3)
    const { borderTopColor } = getComputedStyle(part(container, 'card').parentElement as Element)
    expect(contrast(borderTopColor, systemColor('Canvas'))).toBeGreaterThan(3)
  })

  it('the skeleton is seen', async () => {
    const { backgroundColor } = getComputedStyle(part(await waiting(stack), 'skeleton'))
    expect(backgroundColor).toBe(systemColor('GrayText'))
  })
})

describe('the skeleton', () => {
  /** What goes on moving. */
  const endless = (container: Element) =>
    container
      .getAnimations({ subtree: true })
      .filter(({ effect }) => effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY)

  it('breathes', async () => {
    expect(endless(await waiting(await startStack()))).toHaveLength(1)
  })

  it('comes, and then stands still, for who prefers less motion', async () => {
    await prefer({ name: 'prefers-reduced-motion', value: 'reduce' })
    const container = await waiting(await startStack())
    expect(endless(container)).toEqual([])
    const animations = container.getAnimations({ subtree: true })
    expect(animations).toHaveLength(1)
    for (const animation of animations) animation.finish()
    const skeleton = getComputedStyle(part(container, 'skeleton'))
    expect([skeleton.opacity, skeleton.transitionDuration]).toEqual(['1', '0s'])
  })
})
