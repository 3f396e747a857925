import { readStatements } from './readStatements.js'

/** An exported name in another file of the same package. */
export interface Origin {
  /** The import path, for example `./Forbidden.js`. */
  from: string
  name: string
}

/** The contents of a declaration file, by name. */
export interface Declarations {
  /** Declared here: all statements for the name, because a function may have overloads. */
  declared: Map<string, string[]>
  /** Names from files of the package that are used here. */
  imported: Map<string, Origin>
  /** Names that the file exports separately from their declaration. */
  exported: Map<string, Origin | undefined>
}

/** Reads one declaration file. Imports from other packages are omitted: their names are not followed. */
export function readDeclarations(source: string): Declarations {
  const declarations: Declarations = { declared: new Map(), imported: new Map(), exported: new Map() }
  const { declared, imported, exported } = declarations
  for (const statement of readStatements(source)) {
    const list = /^(import|export)\s+(?:type\s+)?\{([^}]*)\}(?:\s*from\s*['"]([^'"]+)['"])?;$/.exec(statement)
    const name = /^(?:export )?(?:declare )?(?:abstract )?(?:interface|class|type|function|const|let|enum) (\w+)/.exec(
      statement,
    )?.[1]
    if (list) {
      const [, kind, names = '', from] = list
      for (const [own, other] of pairs(names)) {
        if (kind === 'export' && !from && own !== other) throw unknownKind(statement)
        if (kind === 'export') exported.set(other, from?.startsWith('.') ? { from, name: own } : undefined)
        else if (from?.startsWith('.')) imported.set(other, { from, name: own })
      }
    } else if (name) {
      declared.set(name, [...(declared.get(name) ?? []), statement])
      if (statement.startsWith('export ')) exported.set(name, undefined)
    } else if (!statement.startsWith('import ')) {
      throw unknownKind(statement)
    }
  }
  return declarations
}

function unknownKind(statement: string): Error {
  return new Error(
    `A public declaration of an unknown kind. Write it differently, or extend readDeclarations:\n${statement}`,
  )
}

/** `a, type b as c` as `[['a', 'a'], ['b', 'c']]`. */
function pairs(names: string): [string, string][] {
  return names
    .split(',')
    .map((name) => name.trim().replace(/^type /, ''))
    .filter(Boolean)
    .map((name) => {
      const [own = '', other = own] = name.split(' as ')
      return [own, other]
    })
}
