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
  // Five of its six bytes: half a character is dropped.
  ['ééé', 5, cut('éé')],
])('reads what fits, of %j and %i bytes', async (body, maxBytes, expected) => {
  expect(await boundedText(new Response(body), maxBytes)).toEqual(expected)
})

it('reads no body as an empty string', async () => {
  expect(await boundedText(new Response(null, { status: 204 }), 4)).toEqual(whole(''))
})

it('joins chunks, and replaces what is not UTF-8', async () => {
  const chunks = [new Uint8Array([0xc3]), new Uint8Array([0xa9]), new Uint8Array([0xff])]
  const body = new ReadableStream({
    pull(controller) {
      const chunk = chunks.shift()
      if (chunk) controller.enqueue(chunk)
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

it('does not wait until the rest is cancelled, which a clone of the response prevents', async () => {
  const { response, pulled } = endlessAnswer({}, letters(100))
  response.clone()
  expect(await boundedText(response, 250)).toEqual(cut('a'.repeat(250)))
  expect(pulled()).toBeLessThan(9)
})

it('rejects with the error of the body', async () => {
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) })
  await expect(boundedText(new Response(body), 10)).rejects.toThrow('reset')
})
