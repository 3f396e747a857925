/** Encrypts and authenticates text: only a holder of the same secret can read it, or seal other text. */
export interface Seal {
  seal(text: string): Promise<string>
  /** @returns `undefined` for anything that was not sealed with this secret for this place, or was changed afterwards */
  open(sealed: unknown): Promise<string | undefined>
}

type Key = Awaited<ReturnType<typeof crypto.subtle.deriveKey>>

const ivLength = 12

/** Part of what is authenticated. Change it with the format, so that text in an older format does not open. */
const version = 'conversation-frame seal 3'

/**
 * AES-GCM with a key derived from `secret`.
 *
 * @param place where the sealed text is stored. It is authenticated too: text that was moved to another place does not open,
 * even if both places share one secret.
 */
export function createSeal(secret: string, place: string): Seal {
  const additionalData = new TextEncoder().encode(`${version}\n${place}`)
  const algorithm = (iv: Uint8Array<ArrayBuffer>) => ({ name: 'AES-GCM', iv, additionalData })
  let key: Promise<Key> | undefined
  const derived = () => {
    key ??= deriveKey(secret)
    return key
  }
  return {
    async seal(text) {
      const iv = crypto.getRandomValues(new Uint8Array(ivLength))
      const sealed = await crypto.subtle.encrypt(algorithm(iv), await derived(), new TextEncoder().encode(text))
      return toBase64(new Uint8Array([...iv, ...new Uint8Array(sealed)]))
    },
    async open(sealed) {
      if (typeof sealed !== 'string') return undefined
      try {
        const bytes = fromBase64(sealed)
        const [iv, rest] = [bytes.subarray(0, ivLength), bytes.subarray(ivLength)]
        return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm(iv), await derived(), rest))
      } catch {
        return undefined
      }
    },
  }
}

async function deriveKey(secret: string): Promise<Key> {
  const bytes = new TextEncoder().encode(secret)
  const material = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey'])
  const info = new TextEncoder().encode('conversation-frame token store')
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
  return crypto.subtle.deriveKey(derivation, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
