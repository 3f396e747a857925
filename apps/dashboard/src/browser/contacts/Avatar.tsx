/** Initials on one of six colors, chosen by the name. The name itself is beside it. */
export function Avatar({ name }: { name: string }) {
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
  const hue = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 6
  return (
    <span className={`avatar hue-${hue}`} aria-hidden="true">
      {initials}
    </span>
  )
}
