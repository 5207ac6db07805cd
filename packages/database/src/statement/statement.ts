import { createHash } from 'node:crypto'
import { RECORD_TOO_LARGE, refuse } from '@huozi/core'
import type { EvaluationContext } from '@huozi/expression'
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely'
import { fillContextSlots } from '../expression/parameter.ts'
import { Slot } from './slot.ts'

/**
 * A compiled SQL statement: text with `$1 …` and, for each placeholder, either a constant or a {@link Slot}
 * whose value comes with each request. So one text is compiled once, prepared once per connection and run often.
 */
export interface Statement {
  /** Name of the prepared statement; null runs it unprepared (searches, whose best plan depends on the value). */
  readonly name: string | null
  readonly text: string
  readonly parameters: readonly unknown[]
  /** One of the many that readers make up: a connection prepares only so many of them. */
  readonly isAdHoc?: boolean
}

/** Values for the slots of a statement. */
export interface SlotValues {
  readonly [slot: string]: unknown
}

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/**
 * Compiles a fragment to a statement.
 * @param salt goes into the name: a statement prepared before a publish must not be met again after it.
 */
export function compileStatement(
  fragment: RawBuilder<unknown>,
  options: { salt?: string | number; prepare?: boolean; isAdHoc?: boolean } = {},
): Statement {
  const { sql: text, parameters } = fragment.compile(compiler)
  const name =
    options.prepare === false
      ? null
      : `h${createHash('sha1')
          .update(`${options.salt ?? ''}:${text}`)
          .digest('base64url')}`
  return Object.freeze({ name, text, parameters, ...(options.isAdHoc === true && { isAdHoc: true }) })
}

/** What a statement is run with: values of its slots, and the context of the expressions in it. */
export interface Bindings {
  readonly values?: SlotValues
  /** Needed when the statement holds expressions that read the clock, the user or variables. */
  readonly context?: EvaluationContext
}

/** Parameters a statement takes at most: the protocol counts them in 16 bits. */
const MAX_PARAMETERS = 65_535

/**
 * The values to send: constants as they are, slots filled. Whatever runs a statement asks here for them, so nothing with more
 * of them than the protocol can count is ever sent. Throws RECORD_TOO_LARGE then. A slot without a value is a defect and throws.
 */
export function bindParameters(statement: Statement, { values = {}, context }: Bindings): unknown[] {
  if (statement.parameters.length > MAX_PARAMETERS) refuse(RECORD_TOO_LARGE, {})
  const bound = statement.parameters.map((parameter) =>
    parameter instanceof Slot ? slotOf(parameter, values) : parameter,
  )
  return context === undefined ? bound : fillContextSlots(bound, context)
}

function slotOf({ name }: Slot, values: SlotValues): unknown {
  const value = values[name]
  if (value === undefined) throw new Error(`No value for the parameter "${name}"`)
  return value
}

/** A placeholder with an explicit type, so that Postgres never has to guess. `type` is one of our own constants, never tenant text. */
export function slot(name: string, type: SqlType): RawBuilder<unknown> {
  return sql`${new Slot(name)}::${sql.raw(type)}`
}

/** A constant parameter with an explicit type. */
export function constant(value: unknown, type: SqlType): RawBuilder<unknown> {
  return sql`${value}::${sql.raw(type)}`
}

/** The Postgres types our statements name. */
export type SqlType =
  | 'text'
  | 'numeric'
  | 'integer'
  | 'bigint'
  | 'boolean'
  | 'date'
  | 'timestamptz'
  | 'time'
  | 'uuid'
  | 'json'
  | 'jsonb'
  | 'bytea'
  | 'uuid[]'
  | 'numeric[]'
  | 'boolean[]'
  | 'date[]'
  | 'timestamptz[]'
  | 'text[]'
  | 'bigint[]'
  | 'integer[]'
