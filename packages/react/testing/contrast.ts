/** Contrast of two computed colours as WCAG counts it. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((share) =>
    share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** `rgb()` counts to 255, and `color(srgb …)`, which is what `color-mix()` computes to, to 1. */
function channels(color: string): number[] {
  const numbers = (color.match(/[\d.]+(e-?\d+)?/g) ?? []).map(Number)
  return color.startsWith('rgb') ? numbers.map((number) => number / 255) : numbers
}

/** The first colour behind an element that is not transparent, or the page's own. */
export function behind(element: Element | null, page: string): string {
  if (!element) return page
  const { backgroundColor } = getComputedStyle(element)
  return /[,/] 0\)$/.test(backgroundColor) ? behind(element.parentElement, page) : backgroundColor
}
