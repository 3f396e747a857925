/**
 * The element that has the focus in the same tree as a node. `document.activeElement` is wrong for a node in a shadow root,
 * where it is the root's host, and for a node in another window.
 */
export function activeElementBeside(node: Node): Element | null {
  return (node.getRootNode() as Document | ShadowRoot).activeElement
}
