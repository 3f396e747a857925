import type { ArgTypesEnhancer, SBType } from 'storybook/internal/types'

/**
 * Reads the default out of a prop's comment, and names the members of a union: react-docgen knows neither, and there is
 * no TypeScript API that other readers of props could use.
 */
export const describeProps: ArgTypesEnhancer = ({ argTypes }) =>
  Object.fromEntries(
    Object.entries(argTypes).map(([name, argType]) => {
      const [description = '', standard] = (argType.description ?? '').split(/\s*@default\s+/)
      const type = typeof argType.type === 'object' ? nameOf(argType.type) : argType.type
      const table = {
        ...argType.table,
        ...(type && { type: { summary: type } }),
        ...(standard && { defaultValue: { summary: standard } }),
      }
      return [name, { ...argType, description, table }]
    }),
  )

function nameOf(type: SBType): string {
  if (type.name === 'union') {
    const names = type.value.map(nameOf).filter((name) => name !== 'undefined' && name !== 'void')
    return [...new Set(names)].join(' | ')
  }
  if (type.name === 'enum') return type.value.map((value) => `'${value}'`).join(' | ')
  if (type.name === 'literal' || type.name === 'other') return type.raw ?? String(type.value)
  return type.raw ?? type.name
}
