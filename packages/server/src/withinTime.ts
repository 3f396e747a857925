/** The outcome of `work`, or a rejection after `milliseconds`. The work itself is not stopped. */
export function withinTime<Value>(milliseconds: number, work: () => Value | Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds)
    const done = async () => work()
    done()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer))
  })
}
