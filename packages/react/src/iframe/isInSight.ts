/**
 * Whether a person could see what is in `place`: the browser gives it a box, and, for a lazy frame, it is near the viewport.
 *
 * jsdom and happy-dom lay nothing out: their root element has no width, although it is rendered. There everything is in sight,
 * or no test of a host would ever see its frame ask.
 */
export function isInSight(place: Element, near: boolean): boolean {
  const root = place.ownerDocument.documentElement
  return (near && isRendered(place)) || (root.clientWidth === 0 && isRendered(root))
}

/** A box without a size is a box. An older browser, which cannot say, renders everything. */
function isRendered(element: Element): boolean {
  return !('checkVisibility' in element) || element.checkVisibility()
}
