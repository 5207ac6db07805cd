import type { CollectionPath } from '../typed-node.ts'
import type { Value } from '../types/value.ts'
import type { ValueType } from '../types/value-type.ts'
import type { ContextSlot } from './context-slot.ts'

/** A column type of the database, as far as expressions care. */
export type SqlScalar = 'text' | 'numeric' | 'boolean' | 'date' | 'timestamptz' | 'time' | 'uuid'
export type SqlType = SqlScalar | `${SqlScalar}[]`

/**
 * The database functions expressions may call; the database room has one rendering of each. All are immutable, so that
 * they may stand in an index, and give null when an argument is null, except `least`, `greatest`, `coalesce` and `concat`.
 */
export type SqlFunction =
  | 'abs'
  | 'trunc'
  | 'round'
  | 'floor'
  | 'ceil'
  | 'least'
  | 'greatest'
  | 'coalesce'
  | 'length'
  | 'left'
  | 'right'
  | 'replace'
  | 'trim'
  | 'concat'
  | 'decimalText'
  | 'lower'
  | 'upper'
  | 'fold'
  | 'contains'
  | 'startsWith'
  | 'matches'
  | 'positionIn'
  | 'datePart'
  | 'dayNumber'
  | 'dateOfDay'
  | 'addMonths'
  | 'daysBetween'
  | 'startOf'
  | 'endOf'
  | 'periodOf'
  | 'dateInZone'
  | 'midnightInZone'
  | SqlListFunction

/** Functions over the items of lists; what is null among them is skipped. */
export type SqlListFunction =
  | 'listSum'
  | 'listAvg'
  | 'listMin'
  | 'listMax'
  | 'listCount'
  | 'listMedian'
  | 'listFirst'
  | 'listLast'
  | 'listConcat'
  | 'listPercentile'
  | 'listStddev'
  | 'listWeightedAvg'
  | 'listTrimmedMean'
  | 'listRank'
  | 'listBand'
  | 'listTiers'
  | 'listAllocate'

/** What may be counted by a business calendar; the database room has one rendering of each. */
export type SqlCalendarFunction = 'addWorkdays' | 'workdaysBetween' | 'businessMinutes'

/** What may be told about the records of a collection; the database room has one rendering of each. */
export type SqlAggregate = 'count' | 'exists' | 'sum' | 'avg' | 'min' | 'max' | 'median' | 'first' | 'last'

/** Arithmetic and comparison. `/` gives 20 decimals and blank when dividing by zero. */
export type SqlOperator = '+' | '-' | '*' | '/' | '%' | '=' | '<>' | '<' | '<=' | '>' | '>='

/**
 * What an expression means in the database: a small closed tree without any SQL text. Only the database room renders
 * it; whatever came from a tenant is a parameter there.
 */
export type SqlNode =
  /** A field of the row; of a row further out where `from` says so. */
  | {
      readonly kind: 'field'
      readonly path: readonly string[]
      readonly type: SqlType
      readonly from?: 'outer' | 'this'
    }
  | { readonly kind: 'value'; readonly value: Value; readonly type: SqlType }
  | { readonly kind: 'slot'; readonly slot: ContextSlot; readonly type: SqlType }
  | {
      readonly kind: 'call'
      readonly name: SqlFunction
      readonly args: readonly SqlNode[]
      readonly type: SqlType
      readonly option?: string | number
    }
  | {
      readonly kind: 'binary'
      readonly operator: SqlOperator
      readonly left: SqlNode
      readonly right: SqlNode
      readonly type: SqlType
    }
  | {
      readonly kind: 'junction'
      readonly operator: 'and' | 'or'
      readonly items: readonly SqlNode[]
      readonly type: 'boolean'
    }
  | { readonly kind: 'isNull'; readonly operand: SqlNode; readonly negated: boolean; readonly type: 'boolean' }
  /** `operand is [not] true`: never null. */
  | { readonly kind: 'isTrue'; readonly operand: SqlNode; readonly negated: boolean; readonly type: 'boolean' }
  /** The operand is among (or, negated, not among) the members of a list value or column. */
  | {
      readonly kind: 'member'
      readonly operand: SqlNode
      readonly list: SqlNode
      readonly negated: boolean
      readonly type: 'boolean'
    }
  | {
      readonly kind: 'case'
      readonly branches: readonly SqlBranch[]
      readonly otherwise: SqlNode | null
      readonly type: SqlType
    }
  /** `case operand when … then … end`: the operand is computed once. */
  | {
      readonly kind: 'match'
      readonly operand: SqlNode
      readonly branches: readonly SqlBranch[]
      readonly otherwise: SqlNode | null
      readonly type: SqlType
    }
  /** A list of computed items. */
  | { readonly kind: 'array'; readonly items: readonly SqlNode[]; readonly type: SqlType }
  /** The list of what `result` gives for each item of a list that satisfies `where`; null when there is none. `item` stands for it. */
  | {
      readonly kind: 'each'
      readonly item: SqlBound
      readonly list: SqlNode
      readonly where: SqlNode
      readonly result: SqlNode
      readonly type: SqlType
    }
  /** Whether an item of a list satisfies `where` (or, negated, none does): never null. */
  | {
      readonly kind: 'exists'
      readonly item: SqlBound
      readonly list: SqlNode
      readonly where: SqlNode
      readonly negated: boolean
      readonly type: 'boolean'
    }
  /** Computes a value once and uses it several times: `bound` stands for it in `body`. */
  | {
      readonly kind: 'let'
      readonly bound: SqlBound
      readonly value: SqlNode
      readonly body: SqlNode
      readonly type: SqlType
    }
  /** What is told about the living records of a collection of the row: `value` of each that meets `condition`. */
  | {
      readonly kind: 'aggregate'
      readonly name: SqlAggregate
      readonly of: Pick<CollectionPath, 'root' | 'path'>
      readonly value: SqlNode | null
      readonly condition: SqlNode | null
      /** Only of `exists`. */
      readonly negated: boolean
      readonly type: SqlType
    }
  /** The record lies under the other one of its tree, or is that one; never null. */
  | {
      readonly kind: 'under'
      readonly record: SqlNode
      readonly ancestor: SqlNode
      readonly negated: boolean
      readonly type: 'boolean'
    }
  /** Counting by a business calendar, whose name is `calendar`; blank outside the days calendars know. */
  | {
      readonly kind: 'calendar'
      readonly name: SqlCalendarFunction
      readonly calendar: SqlNode
      readonly args: readonly [SqlNode, SqlNode]
      readonly type: SqlType
    }
  | SqlBound

/** Stands for the value of the `let`, or the item of the `each` or `exists`, that made it. */
export interface SqlBound {
  readonly kind: 'bound'
  readonly type: SqlType
}

export interface SqlBranch {
  readonly when: SqlNode
  readonly result: SqlNode
}

const SCALARS: Readonly<Partial<Record<ValueType['kind'], SqlScalar>>> = {
  text: 'text',
  number: 'numeric',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
  time: 'time',
  duration: 'numeric',
  choice: 'text',
  reference: 'uuid',
}

/** The type of the items of a list. */
export function itemTypeOf(type: SqlType): SqlType {
  return (type.endsWith('[]') ? type.slice(0, -2) : type) as SqlType
}

/** The column type that holds values of a type. */
export function sqlTypeOf(type: ValueType): SqlType {
  if (type.kind === 'list') return `${SCALARS[type.of.kind] ?? 'text'}[]`
  return SCALARS[type.kind] ?? 'text'
}
