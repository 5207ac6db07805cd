import {
  ACTION_FORBIDDEN,
  AppError,
  FIELD_CANDIDATE,
  FIELD_FILE,
  FIELD_REFERENCE,
  type Issue,
  isRefusal,
  issue,
  jsonPointer,
  RECORD_INVALID,
  RECORD_NOT_UNIQUE,
  RECORD_TOO_LARGE,
  refuse,
  refuseIfAny,
} from '@huozi/core'
import {
  type BrokenReference,
  type CompiledWrite,
  columnSlots,
  compileParents,
  EVERY_ROW,
  headSlots,
  isRetryable,
  notUnique,
  type ParentValue,
  type PresentedRecord,
  type Row,
  type RowRules,
  type Runner,
  readHead,
  type SlotValues,
  sqlState,
  translatePostgresError,
} from '@huozi/database'
import type { FieldModel, ObjectModel } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import type { ChangedRecord } from '../rollup/changed-record.ts'
import type { View } from '../view/view.ts'
import { assertHead } from '../view/views.ts'
import { rulesOf } from './object-rules.ts'
import type { ParentValues, RecordValues } from './record-source.ts'
import { evaluationContext, toValue } from './rule-context.ts'
import { cacheKey, readRules, readTarget } from './target.ts'

/** Why the engine itself writes: the rule that does, and how many events after a person's change it stands. */
export interface Cause {
  /** Identity of the rule; history names it. */
  readonly rule: number
  readonly depth: number
}

/** Where a use case writes: who, in which view, through what. */
export interface WriteSession {
  readonly deps: RuntimeDeps
  readonly ctx: RequestContext
  readonly view: View
  /** The pool, or a transaction that holds more than this write. */
  readonly runner: Runner
  /** Absent when a caller asked for the write. */
  readonly cause?: Cause
  /** Where what writes do to other records waits for the end of the transaction; without it each write settles its own. */
  readonly unsettled?: ChangedRecord[]
  /** Makes the ids of new records; random within a millisecond unless given. */
  readonly newId?: (now: number) => string
}

/** One write as the use cases hand it down. */
export interface WriteScope extends WriteSession {
  readonly object: ObjectModel
  /** Instant of the write, ISO 8601. */
  readonly at: string
}

/** Values behind references, keyed as rules ask for them. */
export function parentValues(parents: readonly ParentValue[]): ParentValues {
  return new Map(parents.map(({ path, field, value }) => [path.join('.'), toValue(field, value)]))
}

/** How the values behind references are read. */
export interface ParentReading {
  /** Rows that are seen; every row unless said otherwise: rules read with the right of the engine. */
  readonly rules?: RowRules
  /** References the caller set: refused, before any rule can tell about them, unless he may see what they point to. */
  readonly given?: readonly FieldModel[]
}

/**
 * Reads what rules want to know behind the references of a record as it is proposed or once was; no round trip when they
 * want nothing. Throws RECORD_INVALID for a reference the caller set to what is not there for him.
 * @param paths what the rules read; usually the object's own rules.
 */
export async function fetchParents(
  scope: Omit<WriteScope, 'at'>,
  values: RecordValues,
  paths = rulesOf(scope.object).parentPaths,
  { rules, given = [] }: ParentReading = {},
): Promise<ParentValues> {
  const { deps, ctx, view, object } = scope
  if (paths.length === 0) return new Map()
  const shape = [paths.map((path) => path.join('.')).join(','), given.map(({ id }) => id).join(',')]
  const compiled = deps.statements.get(
    cacheKey(ctx, view, rules === undefined ? 'parents' : 'seen-parents', object.name, ...shape),
    () =>
      compileParents(readTarget(ctx, view, object), paths, { rules: rules ?? EVERY_ROW, given, seen: readRules(view) }),
  )
  const slots: { [slot: string]: unknown } = { ...headSlots(view.head) }
  for (const field of object.fields) {
    if (field.column !== null && field.target() !== undefined) slots[field.column.name] = values.get(field.name) ?? null
  }
  const [row = []] = await scope.runner.run(compiled.statement, slots, evaluationContext(deps.clock, ctx, view))
  assertHead(readHead(row), view)
  refuseIfAny(
    RECORD_INVALID,
    compiled.broken(row).map((field) => brokenReference({ field, fault: 'missing' })),
  )
  return parentValues(compiled.read(row))
}

/** The references among the values a caller set. */
export function givenReferences(object: ObjectModel, given: RecordValues): readonly FieldModel[] {
  return object.fields.filter((field) => field.column !== null && given.has(field.name) && field.target() !== undefined)
}

/** Slots of history and event. */
export function journalSlots({ view, at, cause }: WriteScope): { [slot: string]: unknown } {
  return { at, actor: view.viewer?.id ?? null, rule: cause?.rule ?? null, depth: cause?.depth ?? 0 }
}

/** A compiled write with what it is run with. */
export interface RecordWrite {
  readonly compiled: CompiledWrite
  readonly slots: SlotValues
  /** The record as it is to become. */
  readonly values: RecordValues
}

/**
 * Runs a compiled write and tells why when nothing was written. Null when the row was not there in the expected state.
 * Throws RECORD_INVALID (broken references), RECORD_NOT_UNIQUE, RECORD_TOO_LARGE, StaleHead.
 */
export async function runWrite(scope: WriteScope, write: RecordWrite): Promise<PresentedRecord | null> {
  const { view } = scope
  const { compiled } = write
  const [row = []] = await runLocked(scope, write).catch((error: unknown) => {
    throw visibleRefusal(scope, tooLarge(error) ?? translatePostgresError(error, view.model))
  })
  assertHead(readHead(row), view)
  const written = compiled.read(row)
  if (written !== null) return written
  refuseIfAny(RECORD_INVALID, compiled.brokenReferences(row).map(brokenReference))
  const taken = compiled.takenKey(row)
  if (taken !== null) throw visibleRefusal(scope, notUnique(taken))
  return null
}

/** Runs the statement, behind the lock of the keys that have no index yet; usually there is none. */
function runLocked(scope: WriteScope, { compiled, slots, values }: RecordWrite): Promise<readonly Row[]> {
  const { deps, ctx, view, object, runner } = scope
  const context = evaluationContext(deps.clock, ctx, view)
  const given = { ...slots, ...headSlots(view.head) }
  const { lock, statement } = compiled
  if (lock === null) return runner.run(statement, given, context)
  const behindLock = async (tx: Runner): Promise<readonly Row[]> => {
    await tx.run(lock.statement, columnSlots(object, lock.fields, values))
    return tx.run(statement, given, context)
  }
  return runner === deps.database ? deps.database.transaction(behindLock) : behindLock(runner)
}

/** Program limit exceeded: a row or an index entry is larger than a page. */
const TOO_LARGE = '54000'

function tooLarge(error: unknown): AppError | null {
  return sqlState(error) === TOO_LARGE ? AppError.of(RECORD_TOO_LARGE, {}, { cause: error }) : null
}

/** A duplicate names only the fields its writer may see. */
export function visibleRefusal({ object, view }: Pick<WriteScope, 'object' | 'view'>, error: unknown): unknown {
  if (!isRefusal(error, RECORD_NOT_UNIQUE)) return error
  const { fields: all } = error.params as { readonly fields: readonly string[] }
  const fields = object.fields.filter((field) => all.includes(field.name) && view.access.canRead(object, field))
  if (fields.length === all.length) return error
  const pointer = fields[0] === undefined ? undefined : jsonPointer([fields[0].name])
  return AppError.of(RECORD_NOT_UNIQUE, { fields: fields.map(({ name }) => name) }, { pointer, cause: error })
}

function brokenReference({ field, fault }: BrokenReference): Issue {
  const object = field.target()?.name ?? field.targets.map(({ name }) => name).join(', ')
  const at = jsonPointer([field.name])
  const file = field.fieldType.file?.(field.options)
  if (file !== undefined) return issue(FIELD_FILE, { types: (file.types ?? []).join(', '), limit: file.maxBytes }, at)
  return fault === 'missing'
    ? issue(FIELD_REFERENCE, { object }, at)
    : issue(FIELD_CANDIDATE, { field: field.name, object }, at)
}

/** Throws ACTION_FORBIDDEN: the row would lie outside what the writer may touch. */
export function refuseOutOfScope(object: ObjectModel, action: string): never {
  return refuse(ACTION_FORBIDDEN, { action, object: object.name })
}

/** Attempts of a use case that met a deadlock or a serialisation failure. */
const ATTEMPTS = 3

/** Repeats a whole use case after a deadlock; every repetition starts from nothing. */
export async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === ATTEMPTS || !isRetryable(error)) throw error
    }
  }
}
