import { describe, expect, it } from 'vitest'
import { describeApi } from './describeApi.js'

function describeFiles(files: Record<string, string>): string {
  const read = (file: string) => files[file] ?? `export {};`
  return describeApi('@example/thing', new Map([['.', 'index.d.ts']]), read)
}

describe('describeApi', () => {
  it('follows a re-export to its declaration and omits comments', () => {
    const api = describeFiles({
      'index.d.ts': `export { type Options as ThingOptions, thing } from './thing.js';`,
      'thing.d.ts': `/** What it takes; {. */\nexport interface Options {\n    /** One. */\n    name: 'a;b' | "}";\n}\nexport declare function thing(options: Options): void; // no\n`,
    })
    expect(api).toContain(`export interface Options {\n    name: 'a;b' | "}";\n}`)
    expect(api).toContain('export declare function thing(options: Options): void;')
    expect(api).not.toContain('One.')
    expect(api).not.toContain('not exported')
  })

  it('shows what a public declaration mentions and nothing else of the package', () => {
    const api = describeFiles({
      'index.d.ts': `export { thing } from './thing.js';`,
      'thing.d.ts': `import { type Inner } from './inner.js';\nimport type { External } from 'elsewhere';\nexport declare const thing: (a: Inner) => External;\nexport declare const hidden: string;`,
      'inner.d.ts': `type Deep = 'deep';\nexport type Inner = {\n    deep: Deep;\n};`,
    })
    expect(api).toContain(`### Mentioned, but not exported\n\n\`\`\`ts\ntype Deep = 'deep';\nexport type Inner = {`)
    expect(api).not.toContain('hidden')
  })

  it('keeps all overloads of a function', () => {
    const api = describeFiles({
      'index.d.ts': 'export declare function f(a: 1): 1;\nexport declare function f(a: 2): 2;\nexport {};',
    })
    expect(api).toContain('(a: 1): 1;\nexport declare function f(a: 2): 2;')
  })

  it('does not repeat a declaration that another entry point exports', () => {
    const files = new Map([
      ['index.d.ts', 'export type Options = {};'],
      [
        'more.d.ts',
        `import type { Options } from './index.js';\nexport declare function more(options: Options): void;`,
      ],
    ])
    const entries = new Map([
      ['.', 'index.d.ts'],
      ['./more', 'more.d.ts'],
    ])
    expect(describeApi('@example/thing', entries, (file) => files.get(file) ?? '')).not.toContain('not exported')
  })

  it('refuses a declaration that it cannot read', () => {
    expect(() => describeFiles({ 'index.d.ts': `export * from './thing.js';` })).toThrow('unknown kind')
  })
})
