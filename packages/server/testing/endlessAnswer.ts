import { vi } from 'vitest'

/** An answer whose body continues for as long as it is read, up to 40 MB. */
export function endlessAnswer(init: ResponseInit = {}, chunk = new Uint8Array(40_000)) {
  const cancel = vi.fn()
  let chunks = 0
  const body = new ReadableStream({
    pull(controller) {
      chunks += 1
      controller.enqueue(chunk.slice())
      if (chunks === 1_000) controller.close()
    },
    cancel,
  })
  return { response: new Response(body, init), cancel, pulled: () => chunks }
}
