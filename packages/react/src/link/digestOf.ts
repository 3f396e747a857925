/**
 * What stands for a link where the link itself must not be kept: SHA-256, or a 53-bit hash where the page has no
 * `crypto.subtle`, as on plain http. Neither gives the link back: a token of 64 hexadecimal digits is far too long to guess.
 */
export async function digestOf(text: string): Promise<string> {
  try {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
    return btoa(String.fromCharCode(...new Uint8Array(digest)))
  } catch {
    return String(hash53(text))
  }
}

/** Two 32-bit hashes that differ in their multiplier, of which a number holds 53 bits. */
function hash53(text: string): number {
  return hash32(text, 0x9e3779b1) * 2 ** 21 + (hash32(text, 0x85ebca6b) >>> 11)
}

/** The product spreads a difference to the higher bits, the shift to the lower ones. Neither loses one. */
function hash32(text: string, multiplier: number): number {
  let bits = multiplier
  for (const character of text) {
    bits = Math.imul(bits ^ character.charCodeAt(0), multiplier)
    bits ^= bits >>> 15
  }
  return bits >>> 0
}
