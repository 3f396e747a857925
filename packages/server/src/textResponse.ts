const texts = new WeakMap<Response, string>()

/** A response whose text a Node listener can send as it is: reading its stream would cost as much as making it. */
export function textResponse(text: string, init: ResponseInit): Response {
  const response = new Response(text, init)
  texts.set(response, text)
  return response
}

/** The text of a response that was made here and that nobody has read yet. */
export function unreadText(response: Response): string | undefined {
  return response.bodyUsed ? undefined : texts.get(response)
}
