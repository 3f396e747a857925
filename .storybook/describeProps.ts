import type { ArgTypesEnhancer, SBType } from 'storybook/internal/types'

/** The data that react-docgen adds to a component. Storybook drops comment lines that begin with a tag. */
interface Documented {
  __docgenInfo?: { props?: Record<string, { description?: string }> }
}

/**
 * Reads a prop's default from its comment, and lists the members of a union. react-docgen supports neither, and TypeScript 7 has no
 * API for other tools.
 */
export const describeProps: ArgTypesEnhancer = ({ argTypes, component }) => {
  const documented = (component as Documented | undefined)?.__docgenInfo?.props
  return Object.fromEntries(
    Object.entries(argTypes).map(([name, argType]) => {
      const comment = documented?.[name]?.description || argType.description || ''
      const [description = '', standard] = comment.split(/\s*@default\s+/)
      const type = typeof argType.type === 'object' ? nameOf(argType.type) : argType.type
      const table = {
        ...argType.table,
        ...(type && { type: { summary: type } }),
        ...(standard && { defaultValue: { summary: standard } }),
      }
      return [name, { ...argType, description, table }]
    }),
  )
}

function nameOf(type: SBType): string {
  if (type.name === 'union') {
    const names = type.value.map(nameOf).filter((name) => name !== 'undefined' && name !== 'void')
    return names.includes('unknown') ? asWritten(type.raw) : [...new Set(names)].join(' | ')
  }
  if (type.name === 'enum') return type.value.map((value) => `'${value}'`).join(' | ')
  if (type.name === 'literal' || type.name === 'other') return type.raw ?? String(type.value)
  return type.raw ?? type.name
}

/** Removes `undefined`, which only marks the prop as optional. */
function asWritten(type = 'unknown'): string {
  return type.replace(/ \| undefined$/, '').replace(/^\((.*)\)$/, '$1')
}
