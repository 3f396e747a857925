/** What `--json` prints if the command has no result. */
export function failureJson(code: string, message: string, advice: string): string {
  return JSON.stringify({ ok: false, error: { code, message, advice } }, null, 2)
}
