/**
 * Merges what comes for the same key in quick succession. What comes after a quiet while passes at once; whatever follows
 * within the window passes together at its end.
 */
export class Windows<T> {
  readonly #lengthMs: number
  readonly #pass: (key: number, items: readonly T[]) => void
  readonly #open = new Map<number, { readonly items: T[]; readonly timer: NodeJS.Timeout }>()

  constructor(lengthMs: number, pass: (key: number, items: readonly T[]) => void) {
    this.#lengthMs = lengthMs
    this.#pass = pass
  }

  add(key: number, item: T): void {
    const window = this.#open.get(key)
    if (window === undefined) this.#passAndOpen(key, [item])
    else window.items.push(item)
  }

  /** Passes everything that is held back. */
  flush(): void {
    const windows = [...this.#open]
    this.#open.clear()
    for (const [key, { items, timer }] of windows) {
      clearTimeout(timer)
      if (items.length > 0) this.#pass(key, items)
    }
  }

  #passAndOpen(key: number, items: readonly T[]): void {
    this.#open.set(key, { items: [], timer: setTimeout(() => this.#close(key), this.#lengthMs) })
    this.#pass(key, items)
  }

  #close(key: number): void {
    const items = this.#open.get(key)?.items ?? []
    this.#open.delete(key)
    if (items.length > 0) this.#passAndOpen(key, items)
  }
}
