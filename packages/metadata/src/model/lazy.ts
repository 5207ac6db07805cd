/** Runs `make` on the first call and remembers what it returned; a throw is not remembered. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
