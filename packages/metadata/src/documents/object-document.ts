import type { Json, Text } from '@huozi/core'
import type { Document, ExpressionSource, ValueSource } from './document.ts'

/** A custom object (`metadata-syntax.md` §3). */
export interface ObjectDocument extends Document {
  readonly kind: 'object'
  readonly plural?: Text
  readonly icon?: string
  /** Field whose value names a record. */
  readonly title: string
  readonly owned?: boolean
  readonly sharing?: 'private' | 'read' | 'write'
  /** Binds an object of the built-in package to what the engine needs it for; the engine never looks at its name. */
  readonly systemRole?: SystemRole
  readonly search?: readonly string[]
  /** The records are a tree: the field points to the one above. */
  readonly tree?: { readonly parent: string }
  /** One record of a key is in force at a time, from a first to a last day. */
  readonly effectiveDated?: { readonly from: string; readonly to: string; readonly key: readonly string[] }
  readonly recordTypes?: readonly RecordTypeDocument[]
  readonly fields: readonly FieldDocument[]
  readonly unique?: readonly UniqueDocument[]
  readonly indexes?: readonly IndexDocument[]
  readonly validations?: readonly ValidationDocument[]
  readonly history?: boolean
  /** Records have a currency of their own, and each amount its value in the tenant's. */
  readonly multiCurrency?: MultiCurrencyDocument
}

export interface MultiCurrencyDocument {
  /** Date field whose day decides about the rate; without it the day of the write. */
  readonly rateDate?: string
}

export type SystemRole = 'user' | 'notification' | 'department' | 'position' | 'employment' | 'currency_rate'

export interface RecordTypeDocument {
  readonly name: string
  readonly label?: Text
  readonly values?: { readonly [field: string]: readonly string[] }
}

/** A field: what every type shares; a type's own options stand beside. */
export interface FieldDocument {
  readonly name: string
  readonly type: string
  readonly label?: Text
  readonly help?: Text
  readonly formerly?: string | readonly string[]
  readonly required?: boolean | ExpressionSource
  readonly readOnly?: boolean | ExpressionSource
  readonly default?: ValueSource
  readonly defaultOn?: 'create' | 'change'
  readonly formula?: ExpressionSource
  readonly rollup?: RollupDocument
  readonly unique?: boolean
  readonly externalId?: boolean
  readonly indexed?: boolean
  /** What `today()` and working days in its expressions go by: `tenant`, a path to a person, or a name. */
  readonly zone?: string
  readonly calendar?: string
  readonly active?: boolean
  readonly [option: string]: Json | undefined
}

/** A value told of the records of a collection. */
export type RollupDocument = {
  readonly relation: string
  readonly aggregate: string
  readonly value?: ExpressionSource
  readonly where?: ExpressionSource
}

export interface UniqueDocument {
  readonly name: string
  readonly fields: readonly string[]
  readonly message?: Text
}

export interface IndexDocument {
  readonly name: string
  readonly fields: readonly string[]
}

export interface ValidationDocument {
  readonly name: string
  readonly appliesWhen?: ExpressionSource
  /** True = wrong. */
  readonly failWhen: ExpressionSource
  readonly on?: readonly ('create' | 'update' | 'delete')[]
  readonly field?: string
  readonly message?: Text
  /** What a failure does; block unless said otherwise. */
  readonly outcome?: ValueSource
  /** A warning wants a reason. */
  readonly reason?: boolean
  readonly zone?: string
  readonly calendar?: string
}
