/** The beginning of a body. */
export interface BoundedText {
  text: string
  /** Whether this is all of it. */
  isWhole: boolean
}

/**
 * Reads a body as UTF-8 text, up to `maxBytes`, and cancels the rest.
 *
 * Bytes are always counted, because no header limits a body: one that is sent chunked goes on for as long as there are chunks,
 * whatever its `Content-Length` says (Deno and Bun show that header nevertheless), and a content coding can turn a few bytes
 * into many.
 */
export async function boundedText({ body }: Response, maxBytes: number): Promise<BoundedText> {
  const decoder = new TextDecoder()
  let text = ''
  let left = maxBytes
  for await (const piece of body ?? []) {
    text += decoder.decode(piece.subarray(0, left), { stream: true })
    left -= piece.byteLength
    // Leaving the loop cancels the body.
    if (left < 0) return { text, isWhole: false }
  }
  return { text: text + decoder.decode(), isWhole: true }
}
