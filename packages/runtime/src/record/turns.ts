/** Lets one piece of work at a time pass for each key, in the order they came; within one process. */
export interface Turns {
  /** Runs `work` when its turn comes; null when that takes longer than `patienceMs`. */
  take<T>(key: string, patienceMs: number, work: () => Promise<T>): Promise<T | null>
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return {
    async take(key, patienceMs, work) {
      const before = last.get(key)
      const { promise: mine, resolve: pass } = Promise.withResolvers<void>()
      const turn = (before ?? Promise.resolve()).then(() => mine)
      last.set(key, turn)
      const done = () => {
        pass()
        if (last.get(key) === turn) last.delete(key)
      }
      if (before !== undefined && !(await settles(before, patienceMs))) {
        done()
        return null
      }
      return work().finally(done)
    },
  }
}

/** True when the promise settles in time. */
async function settles(promise: Promise<unknown>, ms: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>()
  const timer = setTimeout(() => resolve(false), ms)
  const settled = promise.then(
    () => true,
    () => true,
  )
  return Promise.race([settled, late]).finally(() => clearTimeout(timer))
}
