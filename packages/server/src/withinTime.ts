/** The outcome of `work`, or a rejection after `milliseconds`. The work itself is not stopped. */
export function withinTime<Value>(milliseconds: number, work: () => Value | Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds)
    const end =
      <Outcome>(settle: (outcome: Outcome) => void) =>
      (outcome: Outcome) => {
        clearTimeout(timer)
        settle(outcome)
      }
    new Promise<Value>((begin) => begin(work())).then(end(resolve), end(reject))
  })
}
