import { vi } from 'vitest'

/** An answer whose body goes on for as long as anyone reads it, up to 40 MB. */
export function endlessAnswer(init: ResponseInit = {}, piece = new Uint8Array(40_000)) {
  const cancel = vi.fn()
  let pieces = 0
  const body = new ReadableStream({
    pull(controller) {
      pieces += 1
      controller.enqueue(piece.slice())
      if (pieces === 1_000) controller.close()
    },
    cancel,
  })
  return { response: new Response(body, init), cancel, pulled: () => pieces }
}
