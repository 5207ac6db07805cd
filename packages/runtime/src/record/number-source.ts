import { type Database, reserveNumbers, type SchemaName, type Series } from '@huozi/database'
import { LRUCache } from 'lru-cache'

/** Hands out the numbers of auto-number fields, each once over all processes. */
export interface NumberSource {
  next(schema: SchemaName, of: Series): Promise<number>
}

interface Block {
  /** Next number to hand out; the block is used up when it is above `last`. */
  next: number
  last: number
  size: number
  reservedAt: number
  reserving: Promise<void> | null
}

/** Numbers taken from the database at once while records are created faster than one reservation a second. */
const MAX_BLOCK = 64
const BUSY_MS = 1000
/** Series remembered; a forgotten one only leaves a gap. */
const SERIES = 10_000

/**
 * A source that asks the database for one number at a time as long as people create records, and for blocks under load,
 * so that creating records is not held up by the commit of the one before. Numbers are unique; a stopped process or a
 * refused record leaves a gap.
 */
export function createNumberSource(database: Database, now: () => number): NumberSource {
  const blocks = new LRUCache<string, Block>({ max: SERIES })
  const blockOf = (key: string): Block => {
    const known = blocks.get(key)
    if (known !== undefined) return known
    const made: Block = { next: 1, last: 0, size: 1, reservedAt: Number.NEGATIVE_INFINITY, reserving: null }
    blocks.set(key, made)
    return made
  }
  const reserve = async (block: Block, schema: SchemaName, of: Series): Promise<void> => {
    block.size = now() - block.reservedAt < BUSY_MS ? Math.min(block.size * 2, MAX_BLOCK) : 1
    block.reservedAt = now()
    block.last = await reserveNumbers({ run: database.aside }, schema, { ...of, count: block.size })
    block.next = block.last - block.size + 1
  }
  return {
    async next(schema, of) {
      const block = blockOf(`${schema}|${of.field}|${of.series}`)
      while (block.next > block.last) {
        block.reserving ??= reserve(block, schema, of).finally(() => {
          block.reserving = null
        })
        await block.reserving
      }
      return block.next++
    },
  }
}
