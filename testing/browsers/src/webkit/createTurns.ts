/** Runs one task after another. A WebDriver session has one current window and one current frame for all who use it. */
export type Turns = <Result>(task: () => Promise<Result>) => Promise<Result>

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const result = last.then(task, task)
    last = result.catch(() => undefined)
    return result
  }
}
