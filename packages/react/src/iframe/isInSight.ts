/**
 * Whether a person could see what is in an element: the browser renders it, and a lazy frame is near the viewport.
 *
 * jsdom and happy-dom have no layout: their root element has no width, although it is rendered. There every element counts as
 * visible, or the frame in a host's test would never ask.
 */
export function isInSight(element: Element, near: boolean): boolean {
  const root = element.ownerDocument.documentElement
  return (near && isRendered(element)) || (root.clientWidth === 0 && isRendered(root))
}

/** A box without a size counts as rendered. In a browser without `checkVisibility`, everything does. */
function isRendered(element: Element): boolean {
  return !('checkVisibility' in element) || element.checkVisibility()
}
