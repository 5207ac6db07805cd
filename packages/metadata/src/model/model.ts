import type { JsonObject, Text } from '@huozi/core'
import type {
  BusinessCalendar,
  CalendarDefinition,
  CollectionScope,
  FieldScope,
  ObjectScope,
  TypedExpression,
  ValueType,
} from '@huozi/expression'
import type { Document, ExpressionSource } from '../documents/document.ts'
import type { FieldDocument, ObjectDocument, SystemRole } from '../documents/object-document.ts'
import type {
  ColumnSpec,
  FieldSurroundings,
  FieldType,
  OnDelete,
  ValueJudge,
  ValueParser,
} from '../field-types/field-type.ts'
import type { MessageModel } from '../messages/message.ts'
import type { AnchorsModel, WatchedCollection } from './anchors.ts'
import type { FlowModel } from './flow-model.ts'
import type { OptionSetModel } from './option-set-model.ts'
import type { RollupModel } from './rollup.ts'

export type { AnchorsModel, WatchedCollection } from './anchors.ts'
export type * from './flow-model.ts'
export type { OptionModel, OptionSetModel } from './option-set-model.ts'
export type { OnReadReason, RollupColumn, RollupKeeping, RollupModel } from './rollup.ts'

/**
 * The compiled, immutable form of one published version: what every request works with.
 * Expressions are parsed and typed, names resolved to identities, physical names attached.
 */
export interface Model {
  readonly version: number
  readonly objects: ReadonlyMap<string, ObjectModel>
  readonly objectsById: ReadonlyMap<number, ObjectModel>
  readonly optionSets: ReadonlyMap<string, OptionSetModel>
  readonly roles: ReadonlyMap<string, RoleModel>
  readonly flows: ReadonlyMap<string, FlowModel>
  readonly calendars: ReadonlyMap<string, CalendarModel>
  /** The effective documents as they were written (datasets left out), by kind and name. */
  readonly documents: ReadonlyMap<string, ReadonlyMap<string, Document>>
  /** Objects the engine itself needs, by what it needs them for. */
  readonly system: ReadonlyMap<SystemRole, ObjectModel>
}

/** A calendar with what those it is based on say. */
export interface CalendarModel {
  readonly name: string
  readonly label: Text | undefined
  readonly definition: CalendarDefinition
  /** Its days and hours, worked out on first use. */
  readonly table: BusinessCalendar
}

export interface ObjectModel extends ObjectScope {
  readonly id: number
  readonly name: string
  /** Physical table name. */
  readonly table: string
  readonly document: ObjectDocument
  /** System fields first, then the document's in its order. */
  readonly fields: readonly FieldModel[]
  field(name: string): FieldModel | undefined
  fieldById(id: number): FieldModel | undefined
  /** The field whose value names a record. */
  readonly title: FieldModel
  /** The field by whose value other systems name a record: `{"by": value}`. */
  readonly externalId: FieldModel | null
  readonly owned: boolean
  /** The field that points to the record above; null when the records are no tree. */
  readonly tree: FieldModel | null
  /** One record of a key is in force at a time; null when records have no term. */
  readonly effectiveDated: EffectiveDatedModel | null
  readonly unique: readonly UniqueModel[]
  readonly indexes: readonly IndexModel[]
  readonly validations: readonly ValidationModel[]
  /** The records of another object that refer to one of this by a field that names the collection (`inverse`). */
  collection(name: string): CollectionModel | undefined
  collectionNames(): Iterable<string>
  /** Stored roll-ups of any object over collections of this object's records. */
  readonly feeds: readonly FeedModel[]
  /** Rules of any object over collections of this object's records. */
  readonly watchers: readonly WatcherModel[]
  /** Fields of other objects that point here, with what deleting a record does to them. */
  readonly incoming: readonly IncomingReference[]
}

export interface FieldModel extends FieldScope {
  /** Identity; negative for the system fields, which are the same in every object. */
  readonly id: number
  readonly name: string
  readonly object: string
  readonly label: Text | undefined
  readonly document: FieldDocument
  readonly fieldType: FieldType
  /** The type's options as the document gives them. */
  readonly options: JsonObject
  /** What the field's type was told about the model around it; its `jsonSchema` asks for it again. */
  readonly surroundings: FieldSurroundings
  /** Type of the value in expressions. */
  readonly type: ValueType
  /** Where it is stored; null when computed on read. */
  readonly column: { readonly name: string; readonly spec: ColumnSpec } | null
  readonly system: boolean
  /** The amount whose value in the tenant's currency this is. */
  readonly baseOf: FieldModel | null
  /** Of a roll-up: the same as an expression over the record's collection. */
  readonly formula: TypedExpression | null
  readonly rollup: RollupModel | null
  readonly required: boolean | TypedExpression
  readonly readOnly: boolean | TypedExpression
  readonly default: FieldDefault | null
  readonly parser: ValueParser
  /** What of the value depends on the rest of the record; null when nothing does. */
  readonly judge: ValueJudge | null
  readonly optionSet: OptionSetModel | null
  /** Target object of a reference. */
  target(): ObjectModel | undefined
  /** Objects a polymorphic reference may point to; none for every other field. */
  readonly targets: readonly ObjectModel[]
  /** What a record must meet to be referred to (`where`): over the target's fields, with `this.x` for the record that refers. */
  readonly candidates: TypedExpression | null
}

export interface FieldDefault {
  readonly value: TypedExpression
  /** `change`: recomputed in the same save when a field it reads changes, until someone sets it by hand. */
  readonly on: 'create' | 'change'
}

export interface UniqueModel {
  readonly id: number
  readonly name: string
  readonly physical: string
  readonly fields: readonly FieldModel[]
  readonly message: Text | undefined
}

export interface IndexModel {
  readonly id: number
  readonly name: string
  readonly physical: string
  readonly fields: readonly FieldModel[]
}

export type ValidationOutcome = 'pass' | 'warn' | 'reason' | 'block'

export interface ValidationModel {
  readonly id: number
  readonly name: string
  readonly appliesWhen: TypedExpression | null
  readonly failWhen: TypedExpression
  readonly on: ReadonlySet<'create' | 'update' | 'delete'>
  readonly field: string | null
  readonly message: MessageModel | null
  /** What a failure does, or an expression that gives it; whatever else it gives blocks. */
  readonly outcome: ValidationOutcome | TypedExpression
  /** A warning wants a reason. */
  readonly reason: boolean
  /** What holds the other records it reads; null for a rule over the record and its references alone. */
  readonly anchors: AnchorsModel | null
}

/** A rule over a collection, as the records of the collection see it. */
export interface WatcherModel extends WatchedCollection {
  /** The object that has it. */
  readonly object: ObjectModel
  readonly rule: ValidationModel
}

/** A stored roll-up, as the records see it that it is told of. */
export interface FeedModel {
  /** The object that has it. */
  readonly object: ObjectModel
  readonly field: FieldModel
  readonly rollup: RollupModel
}

/** From when to when a record holds, both days included, a blank being without end; and of what only one holds at a time. */
export interface EffectiveDatedModel {
  readonly from: FieldModel
  readonly to: FieldModel
  readonly key: readonly FieldModel[]
}

/** The records that refer to a record by one of their fields. */
export interface CollectionModel extends CollectionScope {
  readonly name: string
  readonly object: ObjectModel
  /** The field of `object` that refers; `by` is its name. */
  readonly field: FieldModel
}

export interface IncomingReference {
  readonly object: string
  readonly field: string
  readonly onDelete: OnDelete
}

/** What a role grants, its row conditions typed against each object. */
export interface RoleModel {
  readonly id: number
  readonly name: string
  readonly label: Text | undefined
  /** Held by every signed-in user without being given. */
  readonly everyone: boolean
  readonly rights: ReadonlySet<string>
  readonly objects: readonly ObjectGrant[]
}

export type GrantedAction = 'create' | 'read' | 'update' | 'delete' | 'export' | 'import' | 'share'

export interface ObjectGrant {
  /** Object name, or `*` for every object. */
  readonly object: string
  readonly allow: ReadonlySet<GrantedAction>
  /** Row condition per action or `*`; absent = every row. Source text: it is typed per object when access is compiled. */
  readonly rows: ReadonlyMap<string, ExpressionSource>
  readonly fields: ReadonlyMap<string, FieldLevel>
}

export type FieldLevel = 'none' | 'read' | 'edit'

/** One row of `_identity`: a name of a document, resolved once at publish and never re-used. */
export interface Identity {
  readonly id: number
  readonly kind: IdentityKind
  /** Identity of what it is part of; 0 for a document. */
  readonly parent: number
  readonly name: string
  /** Name in the database; null for what has none. */
  readonly physical: string | null
}

export type IdentityKind =
  | 'object'
  | 'field'
  | 'option'
  | 'validation'
  | 'unique'
  | 'index'
  | 'role'
  | 'flow'
  | 'step'
  | 'layout'
  | 'listView'
  | 'app'
  | 'optionSet'
  | 'calendar'
