import { foldedFrom } from '../field-storage/folded-copy.ts'
import type { PhysicalColumn, PhysicalGuard, PhysicalIndex, PhysicalSchema, PhysicalTable } from './physical-schema.ts'

/** One step of a migration, as data. `lock` says how long others wait: `brief` is a catalogue change only. */
export type Step =
  | { readonly kind: 'createTable'; readonly lock: 'none'; readonly table: PhysicalTable }
  | {
      readonly kind: 'addForeignKey'
      readonly lock: 'brief'
      readonly table: string
      readonly column: string
      readonly references: string
      readonly validate: boolean
    }
  | { readonly kind: 'addColumn'; readonly lock: 'brief'; readonly table: string; readonly column: PhysicalColumn }
  | {
      readonly kind: 'parkColumn'
      readonly lock: 'brief'
      readonly table: string
      readonly column: string
      readonly parked: string
    }
  | { readonly kind: 'parkTable'; readonly lock: 'brief'; readonly table: string; readonly parked: string }
  | { readonly kind: 'createIndex'; readonly lock: 'none'; readonly table: string; readonly index: PhysicalIndex }
  | { readonly kind: 'dropIndex'; readonly lock: 'brief'; readonly table: string; readonly index: string }
  /**
   * Built after the publish by a resumable job, so that writers are not held up. A unique one holds for whatever is written
   * after the publish: it waits for the writers before.
   */
  | {
      readonly kind: 'buildIndex'
      readonly lock: 'none' | 'brief'
      readonly table: string
      readonly index: PhysicalIndex
    }
  | { readonly kind: 'addGuard'; readonly lock: 'brief'; readonly table: string; readonly guard: PhysicalGuard }
  | { readonly kind: 'dropGuard'; readonly lock: 'brief'; readonly table: string; readonly guard: PhysicalGuard }
  /** Makes the folded copies of a text that was not looked up before; `identity` is the field's. */
  | {
      readonly kind: 'fillFolded'
      readonly lock: 'none'
      readonly table: string
      readonly column: string
      readonly identity: number
    }

  /** Computes a stored roll-up for the records that were there before it; whoever reads it meanwhile computes it himself. */
  | {
      readonly kind: 'fillRollup'
      readonly lock: 'brief'
      readonly table: string
      /** One of its columns. */
      readonly column: string
      readonly identity: number
      /** Table of the records it is told of: its writers before the publish knew nothing of the roll-up. */
      readonly source: string
    }

export type GuardStep = Extract<Step, { kind: 'addGuard' | 'dropGuard' }>

/** Steps that are carried out after the publish, by resumable jobs. */
export type BuildStep = Extract<Step, { kind: (typeof BUILD_KINDS)[number] }>

const BUILD_KINDS = ['buildIndex', 'fillFolded', 'fillRollup'] as const

export function isBuildStep(step: Step): step is BuildStep {
  return BUILD_KINDS.some((kind) => kind === step.kind)
}

export interface MigrationPlan {
  /** In order; the steps of one publish run in its transaction, those of {@link BuildStep} afterwards. */
  readonly steps: readonly Step[]
}

/** Marks a table or column taken out of the model; kept until its retention ends. */
function parkedName(name: string, version: number): string {
  return `p${version}_${name}`.slice(0, 63)
}

/**
 * Ordered steps from one version to the next. Pure: same input, same plan.
 * Things are told apart by physical name, which no later thing of another identity ever gets again.
 */
export function planMigration(from: PhysicalSchema, to: PhysicalSchema, version: number): MigrationPlan {
  const before = new Map(from.tables.map((table) => [table.name, table]))
  const after = new Map(to.tables.map((table) => [table.name, table]))
  const added = to.tables.filter((table) => !before.has(table.name))
  const removed = from.tables.filter((table) => !after.has(table.name))
  const changed = to.tables.flatMap((table) => {
    const old = before.get(table.name)
    return old === undefined ? [] : [...changeTable(old, table, version), ...fillRollups(old, table, before)]
  })
  return {
    steps: [
      ...added.map((table): Step => ({ kind: 'createTable', lock: 'none', table })),
      ...added.flatMap(foreignKeys),
      ...added.flatMap((table) =>
        table.indexes.map((index): Step => ({ kind: 'createIndex', lock: 'none', table: table.name, index })),
      ),
      ...added.flatMap((table) => table.guards.map((guard) => guardStep('addGuard', table.name, guard))),
      ...changed,
      ...removed.map(
        (table): Step => ({
          kind: 'parkTable',
          lock: 'brief',
          table: table.name,
          parked: parkedName(table.name, version),
        }),
      ),
    ],
  }
}

function guardStep(kind: GuardStep['kind'], table: string, guard: PhysicalGuard): GuardStep {
  return { kind, lock: 'brief', table, guard }
}

/** A new table is empty: its keys are checked at once. */
function foreignKeys(table: PhysicalTable): Step[] {
  return table.columns.flatMap((column) => foreignKey(table.name, column))
}

function foreignKey(table: string, column: PhysicalColumn): Step[] {
  if (column.references === null) return []
  return [
    { kind: 'addForeignKey', lock: 'brief', table, column: column.name, references: column.references, validate: true },
  ]
}

function changeTable(old: PhysicalTable, next: PhysicalTable, version: number): Step[] {
  const oldColumns = new Set(old.columns.map((column) => column.name))
  const nextColumns = new Set(next.columns.map((column) => column.name))
  const oldIndexes = new Set(old.indexes.map(indexShape))
  const nextIndexes = new Set(next.indexes.map(indexShape))
  const table = next.name
  const added = next.columns.filter((column) => !oldColumns.has(column.name))
  const oldGuards = new Set(old.guards.map(({ name }) => name))
  const nextGuards = new Set(next.guards.map(({ name }) => name))
  return [
    ...old.guards.filter(({ name }) => !nextGuards.has(name)).map((guard) => guardStep('dropGuard', next.name, guard)),
    ...old.indexes
      .filter((index) => !nextIndexes.has(indexShape(index)))
      .map((index): Step => ({ kind: 'dropIndex', lock: 'brief', table, index: index.name })),
    ...old.columns
      .filter((column) => !nextColumns.has(column.name))
      .map(
        (column): Step => ({
          kind: 'parkColumn',
          lock: 'brief',
          table,
          column: column.name,
          parked: parkedName(column.name, version),
        }),
      ),
    ...added.map((column): Step => ({ kind: 'addColumn', lock: 'brief', table, column })),
    ...added.flatMap((column) => foreignKey(table, column)),
    ...added.flatMap((column) => fillFolded(table, column, oldColumns)),
    ...next.guards.filter(({ name }) => !oldGuards.has(name)).map((guard) => guardStep('addGuard', table, guard)),
    ...next.indexes
      .filter((index) => !oldIndexes.has(indexShape(index)))
      .map((index): Step => ({ kind: 'buildIndex', lock: index.unique ? 'brief' : 'none', table, index })),
  ]
}

/** Figures that are new, or mean something else. A source that is new as well has no records yet. */
function fillRollups(old: PhysicalTable, next: PhysicalTable, before: ReadonlyMap<string, PhysicalTable>): Step[] {
  const known = new Map(old.columns.map(({ name, keeps }) => [name, keeps?.definition]))
  const steps = new Map<number, Step>()
  for (const { name, identity, keeps } of next.columns) {
    if (keeps === undefined || known.get(name) === keeps.definition || !before.has(keeps.source)) continue
    const { source } = keeps
    steps.set(identity, { kind: 'fillRollup', lock: 'brief', table: next.name, column: name, identity, source })
  }
  return [...steps.values()]
}

/** What an index is. One that keeps its name over other columns is another one. */
export function indexShape({ name, unique, columns }: PhysicalIndex): string {
  return [name, unique, ...columns].join(' ')
}

/** A folded copy that comes with its text has nothing to be filled from. */
function fillFolded(table: string, { name, identity }: PhysicalColumn, before: ReadonlySet<string>): Step[] {
  const column = foldedFrom(name)
  if (column === null || !before.has(column)) return []
  return [{ kind: 'fillFolded', lock: 'none', table, column, identity }]
}
