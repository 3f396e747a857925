/**
 * Thrown by a host's `authorize`: the user is signed in, but may not open this target. The endpoint answers 403 `forbidden`.
 *
 * The message goes to `onEvent` only, never to the browser.
 */
export class Forbidden extends Error {
  override readonly name = 'Forbidden'
}
