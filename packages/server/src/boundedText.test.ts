import { expect, it } from 'vitest'
import { endlessAnswer } from '../testing/endlessAnswer.js'
import { boundedText } from './boundedText.js'

const whole = (text: string) => ({ text, isWhole: true })
const letters = (count: number) => new TextEncoder().encode('a'.repeat(count))
const cut = (text: string) => ({ text, isWhole: false })

it.each([
  ['', 4, whole('')],
  ['abcd', 4, whole('abcd')],
  ['abcde', 4, cut('abcd')],
  ['ééé', 6, whole('ééé')],
  // Five of its six bytes: half a letter is no letter.
  ['ééé', 5, cut('éé')],
])('reads of %j as text what fits into %i bytes', async (body, maxBytes, expected) => {
  expect(await boundedText(new Response(body), maxBytes)).toEqual(expected)
})

it('reads no body as an empty text', async () => {
  expect(await boundedText(new Response(null, { status: 204 }), 4)).toEqual(whole(''))
})

it('puts pieces together, and replaces what is not UTF-8', async () => {
  const pieces = [new Uint8Array([0xc3]), new Uint8Array([0xa9]), new Uint8Array([0xff])]
  const body = new ReadableStream({
    pull(controller) {
      const piece = pieces.shift()
      if (piece) controller.enqueue(piece)
      else controller.close()
    },
  })
  expect(await boundedText(new Response(body), 10)).toEqual(whole('é\ufffd'))
})

it.each([['5'], ['0'], ['4000000'], ['x']])('counts bytes where Content-Length says %s', async (length) => {
  const { response, cancel, pulled } = endlessAnswer({ headers: { 'content-length': length } }, letters(100))
  expect(await boundedText(response, 250)).toEqual(cut('a'.repeat(250)))
  expect(cancel).toHaveBeenCalledOnce()
  expect(pulled()).toBeLessThan(5)
})

it('does not wait for the rest to be cancelled, which a clone of the response prevents', async () => {
  const { response, pulled } = endlessAnswer({}, letters(100))
  response.clone()
  expect(await boundedText(response, 250)).toEqual(cut('a'.repeat(250)))
  expect(pulled()).toBeLessThan(9)
})

it('rejects with what broke the body off', async () => {
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) })
  await expect(boundedText(new Response(body), 10)).rejects.toThrow('reset')
})
