import { LRUCache } from 'lru-cache'

/** Compiled statements by shape, for all tenants of the process; bounded, so that many tenants cannot fill the memory. */
export interface StatementCache {
  /** The cached artefact of this shape, or a new one from `compile`. The key must name tenant, version and rights. */
  get<T extends object>(key: string, compile: () => T): T
}

export function createStatementCache(max = 10_000): StatementCache {
  const entries = new LRUCache<string, object>({ max })
  return {
    get<T extends object>(key: string, compile: () => T): T {
      const known = entries.get(key)
      if (known !== undefined) return known as T
      const made = compile()
      entries.set(key, made)
      return made
    },
  }
}
