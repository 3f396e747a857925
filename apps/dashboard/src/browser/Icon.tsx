const paths = {
  conversations:
    'M5 5.5h14a1.5 1.5 0 0 1 1.5 1.500v8.500a1.5 1.5 0 0 1-1.5 1.500h-7.500L7 20.500V17H5a1.5 1.5 0 0 1-1.5-1.500V7A1.5 1.5 0 0 1 5 5.500z',
  operations: 'M4 20V10m5.5 10V4M15 20v-7m5 7V8',
  settings: 'M4 7h9m5 0h2M4 17h2m5 0h9M15.5 4.500v5M8.5 14.500v5',
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5 20 20',
  close: 'M6.5 6.500l11 11m0-11l-11 11',
  back: 'M15 5l-7 7 7 7',
  newTab:
    'M13.5 4.500h6v6m0-6L11 13M9.5 6H6a1.5 1.5 0 0 0-1.5 1.500V18A1.5 1.5 0 0 0 6 19.500h10.500A1.5 1.5 0 0 0 18 18v-3.5',
  signOut: 'M14 4.500h4A1.5 1.5 0 0 1 19.5 6v12a1.5 1.5 0 0 1-1.5 1.500h-4M4.5 12H15m-4-4.5 4.5 4.5-4.5 4.5',
  chevron: 'M7 10l5 5 5-5',
  check: 'M5 12.500l4.5 4.500L19 7.5',
} as const

/** Directional icons, which are mirrored in right-to-left pages. */
const directed = new Set<keyof typeof paths>(['back', 'newTab', 'signOut'])

/** A decorative icon: the text is beside it. */
export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg className={directed.has(name) ? 'icon directed' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
