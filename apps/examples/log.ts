/** Writes one line of JSON for each entry. */
export const log = {
  info: (entry: object) => process.stdout.write(`${JSON.stringify(entry)}\n`),
  error: (entry: object) => process.stderr.write(`${JSON.stringify(entry)}\n`),
}
