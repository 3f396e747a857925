/**
 * A digest of a link, for a place where the link itself must not be stored: SHA-256, or a 53-bit hash where the page has no
 * `crypto.subtle`, as on plain http. A link cannot be found from either: its token has 64 hexadecimal digits, too many to guess.
 */
export async function digestOf(text: string): Promise<string> {
  try {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
    return btoa(String.fromCharCode(...new Uint8Array(digest)))
  } catch {
    return String(hash53(text))
  }
}

/** Joins two 32-bit hashes with different multipliers. A number holds 53 bits of them. */
function hash53(text: string): number {
  return hash32(text, 0x9e3779b1) * 2 ** 21 + (hash32(text, 0x85ebca6b) >>> 11)
}

/** The product spreads a difference to higher bits, the shift to lower ones. Both are reversible, so no difference is lost. */
function hash32(text: string, multiplier: number): number {
  let bits = multiplier
  for (const character of text) {
    bits = Math.imul(bits ^ character.charCodeAt(0), multiplier)
    bits ^= bits >>> 15
  }
  return bits >>> 0
}
