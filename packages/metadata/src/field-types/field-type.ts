import type { FieldRule, Issue, Json, JsonObject, JsonPointer, PlainTextKind } from '@huozi/core'
import type { ValueType } from '@huozi/expression'
import type { SystemRole } from '../documents/object-document.ts'
import type { JsonSchema } from '../json-schema.ts'
import type { OptionSetModel } from '../model/option-set-model.ts'

/** What a column stores, without a word of SQL, so that this room stays browser-safe. */
export type ColumnSpec =
  | {
      readonly kind: 'text'
      /** A folded copy is kept beside, for contains, starts_with and case-insensitive unique. */
      readonly folded: boolean
    }
  | { readonly kind: 'numeric'; readonly precision: number; readonly scale: number }
  /** `decimal`: as many digits as come; for figures the engine adds up. `list`: several texts in one column. `json`: an object or list, stored as such. */
  | { readonly kind: 'integer' | 'decimal' | 'boolean' | 'date' | 'time' | 'timestamp' | 'uuid' | 'list' | 'json' }

/** True for what is not one readable value: it names no record and is no attribute of a choice. */
export function isStructured({ kind }: ColumnSpec): boolean {
  return kind === 'list' || kind === 'json'
}

/**
 * A value at rest and on the wire alike: decimals, dates and instants are strings, integers numbers,
 * references ids, list kinds arrays; blank is null, and an empty list is blank.
 */
export type StoredValue = Json

/** A reference by the target's external id, resolved before the record is written. A class, because a stored value may be an object too. */
export class ExternalReference {
  readonly by: string
  /** Name of the object, where the field may point to several. */
  readonly object: string | undefined

  constructor(by: string, object?: string) {
    this.by = by
    this.object = object
    Object.freeze(this)
  }
}

/** What a polymorphic reference holds: `object` is a name on the way and an identity at rest. */
export interface PolymorphicValue {
  readonly id: string
  readonly object: string
}

/** Reads one value of a request; what is wrong goes to `issues` under `at`, and null comes back. */
export type ValueParser = (input: Json, at: JsonPointer, issues: Issue[]) => StoredValue | ExternalReference

/** A value that is not blank, with the record it is to be stored in. */
export interface ValueInRecord {
  readonly value: StoredValue
  /** The same field before the change; null in a new record. */
  readonly before: StoredValue
  /** What another field of the record will hold. */
  read(field: string): StoredValue
  /** True when another field differs from before the change; a new record differs in everything. */
  isChanged(field: string): boolean
}

/** Judges a value within its record; the issues stand at `at`. */
export type ValueJudge = (given: ValueInRecord, at: JsonPointer) => readonly Issue[]

/** What a field type may ask of the model around the field. */
export interface FieldSurroundings {
  /** The option set of a choice field. */
  readonly optionSet: OptionSetModel | null
  /** Name of the object a reference points to. */
  readonly target: string | null
}

/** Where a reference points: at an object by name, or at the object the engine needs for a purpose. */
export type ReferenceTarget = { readonly object: string } | { readonly systemRole: SystemRole }

/** What deleting the target does to the records that point to it. */
export type OnDelete = 'restrict' | 'clear' | 'cascade'

/** What makes a field type a reference. */
export interface ReferenceKind<O> {
  /** Undefined where `targets` says where it points. */
  target(options: O): ReferenceTarget | undefined
  /** Names of the objects a polymorphic reference may point to; none for the others. */
  targets?(options: O): readonly string[]
  onDelete(options: O): OnDelete
  /** The record is a part of its target: always has one, dies with it, inherits its access. */
  readonly isPart: boolean
}

/** Which files a field takes. */
export interface FileRule {
  /** Kinds of content; null for any. */
  readonly types: readonly string[] | null
  /** Null for what the installation allows. */
  readonly maxBytes: number | null
}

/** Options that do not fit together; the issue stands at `option`. */
export interface OptionConflict {
  readonly option: string
  readonly rule: FieldRule
}

/** What a designer may do with existing data when a field changes to this type. */
export type Conversion = 'free' | 'checked' | 'refused'

/**
 * Everything the platform knows about a kind of field. No other file switches on the type's name.
 * `O` are the type's own options, validated by `options` before any function here sees them.
 */
export interface FieldType<O = JsonObject> {
  readonly name: string
  /** One sentence for the editor's completion. */
  readonly description: string
  /** JSON Schemas of the options a designer may set, each with `x-merge`. */
  readonly options: { readonly [option: string]: JsonSchema }
  readonly requiredOptions?: readonly string[]
  readonly reference?: ReferenceKind<O>
  /** The field's choices come from an option set. */
  readonly hasChoices?: boolean
  /** The values are uploaded files, by id. */
  file?(options: O): FileRule
  /** The value is no plain text but has one, kept beside it: expressions, filters and the search see that. */
  readonly plainText?: PlainTextKind
  /** Properties a field of this type cannot have. */
  readonly refused?: readonly string[]
  /** The values are amounts in the currency of the record. */
  readonly isMoney?: boolean
  /** The server fills the value; nobody writes it. */
  readonly generated?: boolean
  /** What is wrong between options that each pass their schema. */
  conflicts?(options: O): readonly OptionConflict[]
  /** Abstract column. */
  column(options: O): ColumnSpec
  /** Type of the value in expressions. */
  valueType(options: O, surroundings: FieldSurroundings): ValueType
  /** Compiles the one implementation of the type's validation. */
  parser(options: O, surroundings: FieldSurroundings): ValueParser
  /** What of the value depends on the rest of the record: asked after defaults, whoever writes. */
  judge?(options: O, surroundings: FieldSurroundings): ValueJudge | null
  /** The same promise as `parser`, for forms and OpenAPI. Blank (null or empty text) is added by the caller. */
  jsonSchema(options: O, surroundings: FieldSurroundings): JsonSchema
  /** Greatest value, where a widget draws every one of them. */
  maximum?(options: O): number
  /** A name in the widget registry of the forms room. */
  widget(options: O): string
  /** What a filter may do with it. */
  readonly operators: readonly string[]
  readonly sortable: boolean
  convertible(from: ColumnSpec, to: ColumnSpec): Conversion
}

/** Declares a field type; the registry keeps it without its option type. */
export function defineFieldType<O>(type: FieldType<O>): FieldType {
  return Object.freeze(type) as unknown as FieldType
}
