import type { TypedExpression, TypedNode } from './typed-node.ts'
import type { Value } from './types/value.ts'
import type { ValueType } from './types/value-type.ts'

/** The names an expression may use. The metadata room implements it over a compiled model; lookups must ignore prototypes. */
export interface Scope {
  /** The object bare names are fields of; null where there is no record. */
  readonly object: ObjectScope | null
  /** True where the record is being changed: allows `old.x`, `changed(x)` and `is_new()`. */
  readonly change?: boolean
  /** The object of users; allows `me` and paths from it. */
  readonly user?: ObjectScope
  /** The variables of the rule, without the dollar sign. */
  readonly variables?: Readonly<Record<string, FieldScope>>
  /** What `$item` is inside an operator that goes through a list; shadows a variable of that name. */
  readonly item?: ValueType
  /** The zone declared beside the expression, typed in this scope; that of the context unless there is one. */
  readonly zone?: TypedNode
  /** The calendar declared beside the expression; the standard one unless there is one. */
  readonly calendar?: TypedNode
  readonly calendars?: CalendarsScope
  /** Whether the records of an object are a tree. */
  readonly trees?: (object: string) => boolean
  /** Whether a role exists; without it every name is accepted. */
  readonly roles?: (name: string) => boolean
  /** Judges a whole expression once it is checked; throws what it refuses. */
  readonly accept?: (expression: TypedExpression) => void
  /** In a condition over a collection, where `object` is the collection's: the scope of the record next outwards. */
  readonly outer?: Scope
}

/** What may be declared beside an expression and is inherited by everything inside. */
export type SettingName = 'zone' | 'calendar'

/** The calendars there are. */
export interface CalendarsScope {
  readonly names: readonly string[]
  /** The one that holds where none is declared. */
  readonly standard: string | null
}

/** An object as expressions see it. */
export interface ObjectScope {
  readonly name: string
  field(name: string): FieldScope | undefined
  /** All field names, for "did you mean". */
  fieldNames(): Iterable<string>
  /** The records of another object that refer to one of this, by the name the reference gives them. */
  collection?(name: string): CollectionScope | undefined
  /** All names of collections, for "did you mean". */
  collectionNames?(): Iterable<string>
}

/** The records that refer to a record by one of their fields. */
export interface CollectionScope {
  readonly object: ObjectScope
  /** The field of `object` that refers. */
  readonly by: string
}

/** A field (or variable) as expressions see it. */
export interface FieldScope {
  readonly type: ValueType
  /** For references: the object they point to, so that a path may go on. */
  target?(): ObjectScope | undefined
}

/** A set of choices: its codes in order, and the attributes of its options. */
export interface OptionSetScope {
  readonly name: string
  readonly codes: readonly string[]
  readonly attributes: Readonly<Record<string, AttributeScope>>
}

/** One attribute of the options of a set; an option without a value has a blank one. */
export interface AttributeScope {
  readonly type: ValueType
  readonly values: Readonly<Record<string, Value>>
}
