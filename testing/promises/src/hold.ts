import type { Stack } from './startStack.js'

/** Delays the endpoint's next response, after the link was minted, until the returned function is called. */
export function hold(stack: Stack): () => void {
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  stack.intercept = async (request, next) => {
    stack.intercept = (request, next) => next(request)
    const response = await next(request)
    await held
    return response
  }
  return answer
}
