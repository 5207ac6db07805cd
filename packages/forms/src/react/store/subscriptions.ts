/** Listeners by path. A listener that unsubscribes while being told is still safe. */
export class Subscriptions {
  readonly #listeners = new Map<string, Set<() => void>>()

  add(path: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(path) ?? new Set()
    this.#listeners.set(path, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#listeners.get(path) === listeners) this.#listeners.delete(path)
    }
  }

  /** Tells the listeners of each path once. */
  notify(paths: Iterable<string>): void {
    for (const path of paths) for (const listener of [...(this.#listeners.get(path) ?? [])]) listener()
  }
}
