import {
  countBlank,
  countDuplicates,
  countFilled,
  foldedFrom,
  type Runner,
  type SchemaName,
  type Step,
} from '@huozi/database'
import type { NewlyRequired } from './newly-required.ts'

/** What a plan does to records that are there, counted by reading. */
export interface PlanEffects {
  /** Values a publish puts out of sight. They stay restorable until the retention time ends. */
  readonly losses: readonly Effect[]
  /** Records that break a key the publish adds: it holds for new writes at once, and for all when they are mended. */
  readonly violations: readonly Effect[]
  /** Records that leave a field blank that becomes required: each has to be filled in with its next change. */
  readonly blanks: readonly Effect[]
}

export interface Effect {
  /** Physical name of the table, of `table.column`, or of `table.index`. */
  readonly what: string
  readonly rows: number
}

/** What is counted. */
export interface Counted {
  readonly steps: readonly Step[]
  readonly required: readonly NewlyRequired[]
}

/** Counts what the steps take away, what stands against them, and what required fields find blank. Reads only. */
export async function countEffects(db: Runner, schema: SchemaName, { steps, required }: Counted): Promise<PlanEffects> {
  const added = new Set(
    steps.flatMap((step) => (step.kind === 'addColumn' ? [`${step.table}.${step.column.name}`] : [])),
  )
  const losses: Effect[] = []
  const violations: Effect[] = []
  for (const step of steps) {
    const lost = await countLoss(db, schema, step)
    if (lost !== null) losses.push(lost)
    const broken = await countViolation(db, schema, { step, added })
    if (broken !== null) violations.push(broken)
  }
  const blanks: Effect[] = []
  for (const { table, column, isStored } of required) {
    const rows = await countBlank(db, schema, { table, column: isStored ? column : null })
    if (rows > 0) blanks.push({ what: `${table}.${column}`, rows })
  }
  return { losses, violations, blanks }
}

async function countLoss(db: Runner, schema: SchemaName, step: Step): Promise<Effect | null> {
  if (step.kind !== 'parkColumn' && step.kind !== 'parkTable') return null
  const column = step.kind === 'parkColumn' ? step.column : null
  const rows = await countFilled(db, schema, { table: step.table, column })
  return { what: column === null ? step.table : `${step.table}.${column}`, rows }
}

/** A key over a new field is blank everywhere, and blanks are never alike. */
async function countViolation(
  db: Runner,
  schema: SchemaName,
  { step, added }: { step: Step; added: ReadonlySet<string> },
): Promise<Effect | null> {
  if (step.kind !== 'buildIndex' || !step.index.unique) return null
  const { table, index } = step
  const isNew = index.columns.some((column) => added.has(`${table}.${foldedFrom(column) ?? column}`))
  const rows = isNew ? 0 : await countDuplicates(db, schema, { table, columns: index.columns })
  return { what: `${table}.${index.name}`, rows }
}
