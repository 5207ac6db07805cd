import { fixedClock, type Json, type JsonObject } from '@huozi/core'
import type { DatasetDocument } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { listRecords } from '../query/list-records.ts'
import { createRecord } from '../record/create-record.ts'
import { updateRecord } from '../record/update-record.ts'

/** What loading a dataset did. */
export interface DatasetReport {
  readonly created: number
  readonly updated: number
  readonly kept: number
}

/** Records looked up at once, and written at the same time. */
const CHUNK = 200
const PARALLEL = 8

/**
 * Loads a dataset through the ordinary use cases: records are found again by their external id, so loading it twice
 * creates nothing; those that are there are updated or kept as the document says. A record's `created_at` is the instant
 * it is created at, for sample data with a past.
 * Throws what creating and updating throw; records written before stay.
 */
export async function loadDataset(
  deps: RuntimeDeps,
  ctx: RequestContext,
  dataset: DatasetDocument,
): Promise<DatasetReport> {
  const report = { created: 0, updated: 0, kept: 0 }
  for (let from = 0; from < dataset.records.length; from += CHUNK) {
    const records = dataset.records.slice(from, from + CHUNK)
    const known = await findKnown(deps, ctx, { dataset, records })
    await inParallel(records, async (record) => {
      report[await loadRecord({ deps, ctx, dataset, known }, record)] += 1
    })
  }
  return report
}

type DatasetRecord = JsonObject

interface Chunk {
  readonly dataset: DatasetDocument
  readonly records: readonly DatasetRecord[]
}

/** Ids of the records of a chunk that are there already, by external id. */
async function findKnown(
  deps: RuntimeDeps,
  ctx: RequestContext,
  { dataset, records }: Chunk,
): Promise<ReadonlyMap<Json, string>> {
  const { object, externalId } = dataset
  const wanted = records.map((record) => record[externalId] ?? null)
  const where = { in: [{ var: externalId }, wanted] }
  const page = await listRecords(deps, ctx, { object, where, select: externalId, limit: CHUNK, count: 'none' })
  return new Map(page.records.map((record) => [record[externalId] ?? null, record.id]))
}

interface LoadScope {
  readonly deps: RuntimeDeps
  readonly ctx: RequestContext
  readonly dataset: DatasetDocument
  readonly known: ReadonlyMap<Json, string>
}

async function loadRecord(scope: LoadScope, record: DatasetRecord): Promise<keyof DatasetReport> {
  const { deps, ctx, dataset, known } = scope
  const { object, externalId, onUpgrade } = dataset
  const { created_at: createdAt, ...body } = record
  const id = known.get(record[externalId] ?? null)
  if (id === undefined) {
    const clock = typeof createdAt === 'string' ? fixedClock(createdAt) : deps.clock
    await createRecord({ ...deps, clock }, ctx, { object, body })
    return 'created'
  }
  if (onUpgrade !== 'update') return 'kept'
  await updateRecord(deps, ctx, { object, id, body, expected: '*' })
  return 'updated'
}

/** Runs the work of each item, a few at a time; stops at the first failure. */
async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items[Symbol.iterator]()
  const worker = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) await work(next.value)
  }
  await Promise.all(Array.from({ length: PARALLEL }, worker))
}
