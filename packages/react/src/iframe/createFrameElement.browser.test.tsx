import { expect, it } from 'vitest'
import { frameOf, opened } from '../../testing/frameOf.js'
import { mount } from '../../testing/mount.js'
import { startStack } from '../../testing/startStack.js'

it('shows the vendor in a sandbox from which it cannot take the dashboard elsewhere', async () => {
  const stack = await startStack()
  const { container } = mount(frameOf(stack))
  await opened(container)
  const sandbox = [...(container.querySelector('iframe')?.sandbox ?? [])]
  expect(sandbox).toContain('allow-scripts')
  expect(sandbox.filter((token) => token.startsWith('allow-top-navigation'))).toEqual([])
  expect(sandbox).not.toContain('allow-modals')
})

it('delegates features to the origin of the link, and keeps those that name their own', async () => {
  const stack = await startStack()
  const { container } = mount(frameOf(stack, { allow: 'microphone; camera https://care.example;; ' }))
  await opened(container)
  expect(container.querySelector('iframe')?.allow).toBe(`microphone ${stack.loginOrigin}; camera https://care.example`)
})
