/** Which tab of a form is open; its own tiny store, so that opening one renders the tabs and nothing else. */
export interface OpenTab {
  get(): string
  set(name: string): void
  subscribe(listener: () => void): () => void
}

export function openTab(first: string): OpenTab {
  let current = first
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    set: (name) => {
      if (name === current) return
      current = name
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
