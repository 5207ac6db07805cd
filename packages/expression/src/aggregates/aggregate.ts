import type { Locale } from '@huozi/core'
import type { CorpusCase } from '../corpus/corpus-case.ts'
import type { SqlAggregate } from '../sql/sql-node.ts'
import type { TypedNode } from '../typed-node.ts'
import type { Filled, Value } from '../types/value.ts'
import type { ValueType } from '../types/value-type.ts'

/**
 * Everything the platform knows about a way to tell many related records as one value: `sum(lines, amount, approved)`. An
 * operator may have the same name: it is meant where the first argument is no collection.
 */
export interface Aggregate {
  readonly name: string
  /** Its keys in JsonLogic: its name. */
  readonly json: readonly [string]
  /** An expression stands between collection and condition, computed of each record. */
  readonly takesValue: boolean
  /** The type of the whole. Throws EXPRESSION_TYPE when the value does not fit; `value` is null without {@link takesValue}. */
  readonly type: (value: TypedNode | null) => { readonly type: ValueType; readonly value: TypedNode | null }
  /** Makes one value of those of the records that count, blanks left out, in the order the records were created. */
  readonly gather: (type: ValueType) => (values: readonly Filled[]) => Value
  /** The same meaning for the database. */
  readonly sql: SqlAggregate
  /** Ways to use it, over the collections of the corpus; `{line:number}` is an expression over a record of theirs. */
  readonly forms: readonly string[]
  readonly doc: { readonly [L in Locale]: string }
  /** In words, for explanations, as `Operator.phrase`: `{0}` is the collection, then value and condition. */
  readonly phrase: { readonly [L in Locale]: string }
  /** Run by JavaScript and by Postgres, which must agree. */
  readonly cases: readonly CorpusCase[]
}
