import {
  EXPRESSION_NOT_LOADED,
  formatDecimal,
  isDecimal,
  isRefusal,
  type Json,
  RECORD_NOT_FOUND,
  RECORD_PAST_UNKNOWN,
  REQUEST_SHAPE,
  refuse,
} from '@huozi/core'
import type { PresentedRecord, Selection } from '@huozi/database'
import type { EvaluationContext, Value } from '@huozi/expression'
import type { FieldModel, ObjectModel } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import type { ReadSession } from '../query/list-records.ts'
import { parseSelect } from '../query/parse-select.ts'
import { fetchPast, type PastRecord } from './fetch-past.ts'
import type { GetRequest } from './get-record.ts'
import { parentPathsOf } from './object-rules.ts'
import { EVERY_PAST, pastRights } from './past-rights.ts'
import { fetchLabels, type Labels, presentStored } from './present-values.ts'
import { type ParentValues, recordSource } from './record-source.ts'
import { evaluationContext } from './rule-context.ts'
import { assertAllowed, findObject } from './target.ts'

export interface PastRequest extends GetRequest {
  /** The instant meant, ISO 8601. */
  readonly asOf: string
}

/**
 * One record as it was at an instant, by the rights of today. Formulas are computed from the values of then, behind
 * references too, with that instant as now; one that cannot be told (it reads collections, or a record whose history was not
 * kept) is left out of the answer. References are named as they are called now.
 * Throws OBJECT_NOT_FOUND, ACTION_FORBIDDEN, FIELD_UNKNOWN, REQUEST_SHAPE (a select over references), RECORD_NOT_FOUND (also
 * when it was not there then), RECORD_PAST_UNKNOWN.
 */
export function getPastRecord(deps: RuntimeDeps, ctx: RequestContext, request: PastRequest): Promise<PresentedRecord> {
  return deps.views.run(ctx, (view) => getPastWithin({ deps, ctx, view }, request))
}

async function getPastWithin(session: ReadSession, request: PastRequest): Promise<PresentedRecord> {
  const { deps, ctx, view } = session
  const object = findObject(view, request.object)
  assertAllowed(view, object, 'read')
  const selections = parseSelect(request.select, object, view.access)
  if (selections.some(({ nested }) => nested !== null))
    refuse(REQUEST_SHAPE, { expected: 'fields of the record itself together with asOf' }, '/select')
  const rights = { key: 'reader', rules: pastRights(view, object) }
  const query = { object, id: request.id, moment: { at: request.asOf }, rights }
  const past = await fetchPast(session, query)
  if (past === null || past.isDeleted) return refuse(RECORD_NOT_FOUND, { object: object.name, id: request.id })
  const context = { ...evaluationContext(deps.clock, ctx, view), now: Date.parse(request.asOf) }
  return presentPast(session, past, { selections, formulas: new PastFormulas(session, context, request.asOf) })
}

interface Showing {
  readonly selections: readonly Selection[]
  readonly formulas: PastFormulas
}

async function presentPast(
  session: ReadSession,
  past: PastRecord,
  { selections, formulas }: Showing,
): Promise<PresentedRecord> {
  const entries = selections.map(({ field }) => ({ field, value: past.values.get(field.name) ?? null }))
  const labels: Labels = await fetchLabels(session, entries)
  const record: { [field: string]: Json } = {}
  for (const entry of entries) {
    const { field } = entry
    if (field.formula === null) record[field.name] = presentStored(session, entry, labels)
    else {
      const value = await formulas.valueOf(past, field)
      if (value !== UNTOLD) record[field.name] = presentComputed(field, value)
    }
  }
  return record as PresentedRecord
}

/** A computed value as answers carry it: whole numbers as numbers, other numbers as text. */
function presentComputed(field: FieldModel, value: Value): Json {
  if (!isDecimal(value)) return value as Json
  const text = formatDecimal(value)
  return field.fieldType.column(field.options).kind === 'integer' ? Number(text) : text
}

/** Stands for what cannot be told of the past. */
const UNTOLD = Symbol('untold')

/** Computes formulas from what their record, and what it referred to, was at one instant; every record is rebuilt once. */
class PastFormulas {
  readonly #session: ReadSession
  readonly #context: EvaluationContext
  readonly #at: string
  readonly #records = new Map<string, Promise<PastRecord | null>>()

  constructor(session: ReadSession, context: EvaluationContext, at: string) {
    this.#session = session
    this.#context = context
    this.#at = at
  }

  async valueOf(record: PastRecord, field: FieldModel): Promise<Value | typeof UNTOLD> {
    try {
      return await this.#behind(record, [field.name])
    } catch (error) {
      if (isRefusal(error, EXPRESSION_NOT_LOADED) || isRefusal(error, RECORD_PAST_UNKNOWN)) return UNTOLD
      throw error
    }
  }

  /** The value at the end of a path over references; blank where one leads to nothing. */
  async #behind(record: PastRecord, [name = '', ...rest]: readonly string[]): Promise<Value> {
    const { object, values } = record
    const field = object.field(name)
    if (field === undefined) return null
    if (rest.length === 0) {
      const parents = field.formula === null ? new Map() : await this.#parents(record, field)
      return recordSource({ object, values, parents }, this.#context).get([name]) as Value
    }
    const target = field.target()
    const id = values.get(name) ?? null
    if (target === undefined || typeof id !== 'string') return null
    const parent = await this.#record(target, id)
    return parent === null || parent.isDeleted ? null : this.#behind(parent, rest)
  }

  async #parents(record: PastRecord, { formula }: FieldModel): Promise<ParentValues> {
    const found = new Map<string, Value>()
    const paths = formula === null ? [] : parentPathsOf(record.object, [formula])
    for (const path of paths) found.set(path.join('.'), await this.#behind(record, path))
    return found
  }

  #record(object: ObjectModel, id: string): Promise<PastRecord | null> {
    const key = `${object.id}:${id}`
    const rights = { key: 'engine', rules: EVERY_PAST }
    const known = this.#records.get(key) ?? fetchPast(this.#session, { object, id, moment: { at: this.#at }, rights })
    this.#records.set(key, known)
    return known
  }
}
