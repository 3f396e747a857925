/** What `--json` prints where there is nothing else to print. */
export function failureJson(code: string, message: string, advice: string): string {
  return JSON.stringify({ ok: false, error: { code, message, advice } }, null, 2)
}
