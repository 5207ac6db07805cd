import {
  compileLockRollups,
  compileRefreshRollups,
  compileSetRollups,
  type LockedRecord,
  rollupColumns,
} from '@huozi/database'
import type { ObjectModel, RollupColumn, StoredValue } from '@huozi/metadata'
import type { RecordValues } from '../record/record-source.ts'
import { evaluationContext } from '../record/rule-context.ts'
import { cacheKey, readTarget } from '../record/target.ts'
import type { WriteSession } from '../record/write-record.ts'
import { type ChangedRecord, Changes, keptFields } from './changed-record.ts'
import { planMoves, type RecordMoves } from './figure-moves.ts'
import { figureOf, nextFigure } from './next-figure.ts'

/**
 * Moves every stored roll-up that the changes of a transaction touch, up the chain (mechanisms.md §5). The transaction holds
 * the head and has written the records. Records that have roll-ups are locked after those they are told of, level by level
 * and each by id, in statements of their own; a roll-up changes nothing else of its record. Answers the records whose roll-ups
 * moved.
 */
export async function settleRollups(
  session: WriteSession,
  given: readonly ChangedRecord[],
): Promise<readonly ChangedRecord[]> {
  const changes = new Changes()
  for (const change of given) changes.add(change)
  await knowFigures(session, changes)
  const moved: ChangedRecord[] = []
  for (let depth = 0; depth <= changes.deepest(); depth++) moved.push(...(await settleDepth(session, changes, depth)))
  return moved
}

/** Reads the kept figures of the changed records themselves, where others are told of them; the writes hold their locks. */
async function knowFigures(session: WriteSession, changes: Changes): Promise<void> {
  for (const object of changes.objects()) {
    const isTold = object.feeds.some(({ rollup }) => rollup.depth > 0)
    if (!isTold || keptFields(object).length === 0) continue
    const ids = changes.of(object).map(({ id }) => id)
    for (const locked of await lockRecords(session, object, ids)) {
      changes.know(object, locked.id, figuresOf(object, locked.kept))
    }
  }
}

async function settleDepth(session: WriteSession, changes: Changes, depth: number): Promise<readonly ChangedRecord[]> {
  const { deps, ctx, view } = session
  const moves = planMoves(changes, depth, evaluationContext(deps.clock, ctx, view))
  const moved: ChangedRecord[] = []
  const objects = [...moves.entries()].toSorted(([a], [b]) => a.id - b.id)
  for (const [object, records] of objects) {
    const locked = await lockRecords(session, object, [...records.keys()])
    const settled = await settleRecords(session, object, { locked, records })
    for (const record of locked) {
      if (!record.isLive) continue
      const before = valuesOf(object, record, record.kept)
      const after = valuesOf(object, record, settled.get(record.id) ?? record.kept)
      const change = { object, id: record.id, before, after }
      changes.add(change)
      moved.push(change)
    }
  }
  return moved
}

/** Holds records until the transaction ends and reads them as they are then. */
export async function lockRecords(
  { deps, ctx, view, runner }: WriteSession,
  object: ObjectModel,
  ids: readonly string[],
): Promise<readonly LockedRecord[]> {
  const compiled = deps.statements.get(cacheKey(ctx, view, 'lock-rollups', object.name), () =>
    compileLockRollups(readTarget(ctx, view, object), rollupColumns(object)),
  )
  return (await runner.run(compiled.statement, { ids })).map(compiled.read)
}

type Figures = ReadonlyMap<string, string | null>

interface Settling {
  readonly locked: readonly LockedRecord[]
  readonly records: ReadonlyMap<string, RecordMoves>
}

/** Writes the figures that are known, then has the others computed again; answers all figures of the records by id. */
async function settleRecords(
  session: WriteSession,
  object: ObjectModel,
  { locked, records }: Settling,
): Promise<ReadonlyMap<string, Figures>> {
  const figures = new Map<string, Map<string, string | null>>()
  const stale = new Map<RollupColumn, string[]>()
  const set = new Set<RollupColumn>()
  for (const { id, kept } of locked) {
    const next = new Map(kept)
    for (const move of records.get(id)?.values() ?? []) {
      const { name } = move.column
      const figure = nextFigure(kept.get(name) ?? null, move)
      if (figure.kind === 'fresh') stale.set(move.column, [...(stale.get(move.column) ?? []), id])
      else {
        set.add(move.column)
        next.set(name, figure.figure)
      }
    }
    figures.set(id, next)
  }
  if (set.size > 0) await setFigures(session, object, { columns: [...set], figures })
  for (const [column, ids] of stale) {
    for (const [id, figure] of await refreshFigures(session, object, { columns: [column], ids })) {
      figures.get(id ?? '')?.set(column.name, figure ?? null)
    }
  }
  return figures
}

async function setFigures(
  { deps, ctx, view, runner }: WriteSession,
  object: ObjectModel,
  { columns, figures }: { columns: readonly RollupColumn[]; figures: ReadonlyMap<string, Figures> },
): Promise<void> {
  const ordered = columns.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const shape = ordered.map(({ name }) => name).join(',')
  const statement = deps.statements.get(cacheKey(ctx, view, 'set-rollups', object.name, shape), () =>
    compileSetRollups(readTarget(ctx, view, object), ordered),
  )
  const all = [...figures.values()]
  const lists = ordered.map(({ name }) => [name, all.map((figure) => figure.get(name) ?? null)] as const)
  await runner.run(statement, { ids: [...figures.keys()], ...Object.fromEntries(lists) })
}

/** Computes figures of records again from what they are told of; the records are held. Answers rows of id and figures. */
export async function refreshFigures(
  { deps, ctx, view, runner }: Pick<WriteSession, 'deps' | 'ctx' | 'view' | 'runner'>,
  object: ObjectModel,
  { columns, ids }: { columns: readonly RollupColumn[]; ids: readonly string[] },
): Promise<readonly (readonly (string | null)[])[]> {
  const shape = columns.map(({ name }) => name).join(',')
  const statement = deps.statements.get(cacheKey(ctx, view, 'refresh-rollups', object.name, shape), () =>
    compileRefreshRollups(readTarget(ctx, view, object), columns),
  )
  return runner.run(statement, { ids })
}

function figuresOf(object: ObjectModel, kept: Figures): RecordValues {
  return new Map(keptFields(object).map((field): [string, StoredValue] => [field.name, figureOf(field, kept)]))
}

function valuesOf(object: ObjectModel, { values }: LockedRecord, kept: Figures): RecordValues {
  return new Map([...values, ...figuresOf(object, kept)])
}
