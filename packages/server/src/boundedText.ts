/** The beginning of a body. */
export interface BoundedText {
  text: string
  /** Whether it is the whole body. */
  isWhole: boolean
}

/**
 * Reads a body as UTF-8 text, up to `maxBytes`, and cancels the rest.
 *
 * Counts the bytes, because no header limits a body: a chunked one continues for as long as there are chunks, regardless of
 * its `Content-Length` (Deno and Bun still show that header), and a content coding can turn a few bytes into many.
 */
export async function boundedText({ body }: Response, maxBytes: number): Promise<BoundedText> {
  if (!body) return { text: '', isWhole: true }
  const decoder = new TextDecoder()
  const chunks = body[Symbol.asyncIterator]()
  let text = ''
  let left = maxBytes
  for (;;) {
    const { done, value } = await chunks.next()
    if (done) return { text: text + decoder.decode(), isWhole: true }
    text += decoder.decode(value.subarray(0, left), { stream: true })
    left -= value.byteLength
    if (left >= 0) continue
    // Not awaited, as `for await` would: if the response was cloned, it settles only when the clone is cancelled too.
    chunks.return?.().catch(() => {})
    return { text, isWhole: false }
  }
}
