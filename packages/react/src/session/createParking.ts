/** Where kept frames stand, one element in each document. */
export interface Parking {
  elementIn: (document: Document) => HTMLElement
  /** Removes elements that no frame stands in. */
  clean: () => void
}

/**
 * Parked frames are out of sight, of the tab order and of assistive technology. They go on making sounds, which is how an
 * agent hears of a new message.
 */
export function createParking(): Parking {
  const elements = new Set<HTMLElement>()

  return {
    /** Made when it is first needed: importing or rendering on a server touches no document. */
    elementIn(document) {
      const known = [...elements].find((element) => element.isConnected && element.ownerDocument === document)
      if (known) return known
      const element = document.createElement('div')
      element.hidden = true
      element.inert = true
      element.dataset.conversationFrameParking = ''
      document.body.append(element)
      elements.add(element)
      return element
    },
    clean() {
      for (const element of elements) {
        if (element.hasChildNodes()) continue
        element.remove()
        elements.delete(element)
      }
    },
  }
}
