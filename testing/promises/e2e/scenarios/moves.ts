import { expect } from 'vitest'
import { type Group, links } from '../../src/Scenario.js'
import { box, dana, frame, list, portal, provider, yoav } from '../../src/Scene.js'
import { shownInTurn } from '../../src/shownInTurn.js'

/** A browser resets a frame that is moved. It must not ask for the used link again. */
export const moves: Group = {
  title: 'Moves and other targets',
  scenarios: [
    {
      name: 'list reorder',
      links: links(3),
      note: 'React moves one of two frames: that one is reset, and requests a new link automatically',
      async run({ tab }) {
        await tab.open(list(frame({}, 'a'), frame({}, 'b')))
        await shownInTurn([tab, 'a'], [tab, 'b'])
        await tab.mark('b')
        await tab.render(list(frame({}, 'b'), frame({}, 'a')))
        await tab.page.waitFor(
          () => document.querySelector('#b')?.compareDocumentPosition(document.querySelector('#a') ?? document) === 4,
        )
        await tab.shows('a')
        expect(await tab.isMarked('b')).toBe(true)
      },
    },
    {
      name: 'portal move',
      links: links(2),
      note: 'React creates a new element: a new view',
      async run({ tab }) {
        await tab.open(portal('a'))
        await tab.shows()
        await tab.render(portal('b'))
        await tab.page.waitFor(() => document.querySelector('[data-portal="b"] iframe'))
        await tab.shows()
        expect(await tab.page.evaluate(() => document.querySelectorAll('[data-part="frame"] > iframe').length)).toBe(1)
      },
    },
    {
      name: 'wrapper added',
      links: links(2),
      note: 'React creates a new element: a new view',
      async run({ tab }) {
        await tab.open(frame())
        await tab.shows()
        await tab.render(box('wrapper', [frame()]))
        await tab.page.waitFor(() => document.querySelector('[data-box] iframe'))
        await tab.shows()
      },
    },
    {
      name: 'another conversation in the same place',
      links: links(2),
      async run({ tab }) {
        await tab.open(frame(dana))
        await tab.shows()
        await tab.settles()
        await tab.render(frame(yoav))
        await tab.shows('frame', 166)
      },
    },
    {
      name: 'another conversation in the same place, with `conversationUrl`',
      links: links(1),
      async run({ tab }) {
        await tab.open(provider({ conversationUrl: true }, frame(dana)))
        await tab.enters()
        await tab.render(provider({ conversationUrl: true }, frame(yoav)))
        await tab.shows('frame', 166)
      },
    },
  ],
}
