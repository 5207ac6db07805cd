import { createHash } from 'node:crypto'
import { FILE_EXPECTED, FILE_TOO_LARGE, newId, refuse, SIGN_IN_REQUIRED } from '@huozi/core'
import { insertFile } from '@huozi/database'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { cleanFileName } from './file-name.ts'
import type { FileStore } from './file-store.ts'
import { SNIFFED_BYTES, sniffType } from './sniff-type.ts'

export interface Upload {
  /** What the sender calls it. */
  readonly name: string | undefined
  readonly source: AsyncIterable<Uint8Array>
  /** Most bytes the installation takes. */
  readonly maxBytes: number
}

/** A file as records carry it. */
export interface FileValue {
  readonly id: string
  readonly name: string
  /** Bytes. */
  readonly size: number
  readonly type: string
}

/**
 * Takes a file of the caller, piece by piece. It stands alone, seen by him only, until a record of his takes it; one that none
 * takes is removed after a day.
 * Throws SIGN_IN_REQUIRED, FILE_EXPECTED (empty), FILE_TOO_LARGE.
 */
export async function uploadFile(
  deps: RuntimeDeps,
  ctx: RequestContext,
  store: FileStore,
  { name, source, maxBytes }: Upload,
): Promise<FileValue> {
  const { viewer } = await deps.views.current(ctx)
  if (viewer === null) return refuse(SIGN_IN_REQUIRED, {})
  const now = deps.clock.now()
  const key = { tenant: ctx.tenant.id, id: newId(now) }
  const measure = new Measure(maxBytes)
  await store.write(key, measure.of(source))
  try {
    if (measure.size === 0) refuse(FILE_EXPECTED, {})
    const file = { id: key.id, name: cleanFileName(name), size: measure.size, type: await sniffType(measure.head()) }
    const more = { digest: measure.digest(), uploadedBy: viewer.id, at: new Date(now).toISOString() }
    await insertFile(deps.database, ctx.tenant.schema, { ...file, ...more })
    return file
  } catch (error) {
    await store.remove(key)
    throw error
  }
}

/** Counts, hashes and keeps the beginning of what passes; refuses in the midst of what is too large. */
class Measure {
  size = 0
  readonly #maxBytes: number
  readonly #hash = createHash('sha256')
  readonly #head: Uint8Array[] = []

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  async *of(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    for await (const piece of source) {
      if (this.size < SNIFFED_BYTES) this.#head.push(piece.slice(0, SNIFFED_BYTES - this.size))
      this.size += piece.length
      if (this.size > this.#maxBytes) refuse(FILE_TOO_LARGE, { limit: this.#maxBytes })
      this.#hash.update(piece)
      yield piece
    }
  }

  head(): Uint8Array {
    return Buffer.concat(this.#head)
  }

  digest(): string {
    return this.#hash.digest('hex')
  }
}
