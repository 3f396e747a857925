/**
 * A function and its argument as one expression. Compilers that keep function names (esbuild, tsx) wrap inner functions in
 * `__name(…)`, which the page does not have: the expression brings it along.
 */
export function toExpression(fn: (argument: never) => unknown, argument?: unknown): string {
  return `((__name) => (${fn})(${toLiteral(argument)}))((fn) => fn)`
}

/** JSON is JavaScript; only `undefined` has no word in it. */
function toLiteral(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value)
}
