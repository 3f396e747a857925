/** Writes one line of JSON for each entry. */
export const log = {
  info: (entry) => process.stdout.write(`${JSON.stringify(entry)}\n`),
  error: (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`),
}
