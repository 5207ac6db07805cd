import { MODEL_INCONSISTENT, refuse } from '@huozi/core'
import { parseExpression, type Scope } from '@huozi/expression'
import type { ExpressionSource } from '../documents/document.ts'
import type { ObjectDocument, ValidationDocument } from '../documents/object-document.ts'
import { readValueSource } from '../documents/value-source.ts'
import { compileMessage } from '../messages/compile-message.ts'
import { anchorsOf } from './anchors.ts'
import { baseAmount, isConverted } from './base-amount.ts'
import { compileField, completeField, type FieldHome } from './compile-field.ts'
import { indexEntries, type KeyEntry, uniqueEntries } from './implied-keys.ts'
import { lazy } from './lazy.ts'
import type {
  CollectionModel,
  EffectiveDatedModel,
  FeedModel,
  FieldModel,
  IncomingReference,
  IndexModel,
  ObjectModel,
  UniqueModel,
  ValidationModel,
  ValidationOutcome,
  WatcherModel,
} from './model.ts'
import { recordScope } from './record-scope.ts'
import { isOwned, type SystemField, systemFields } from './system-fields.ts'

/** What compiling an object may ask for. */
export type ObjectSurroundings = Omit<FieldHome, 'object'> & {
  /** Fields of any object that point to the named one. */
  readonly incoming: (object: string) => readonly IncomingReference[]
  /** The collections of the named object. */
  readonly collections: (object: string) => ReadonlyMap<string, CollectionModel>
  /** The stored roll-ups over records of the named object. */
  readonly feeds: (object: string) => readonly FeedModel[]
  /** The rules over collections of records of the named object. */
  readonly watchers: (object: string) => readonly WatcherModel[]
}

/**
 * Compiles an object; its parts are compiled on first use.
 * Throws MODEL_INCONSISTENT, then or later, when an identity, a type or the title field is missing.
 */
export function compileObject(document: ObjectDocument, around: ObjectSurroundings): ObjectModel {
  const identity = around.identities.get('object', 0, document.name)
  const fields = lazy(() => compileFields(document, { ...around, object }))
  const byName = lazy(() => new Map(fields().map((field) => [field.name, field])))
  const byId = lazy(() => new Map(fields().map((field) => [field.id, field])))
  const unique = lazy(() => compileUnique(document, object, around))
  const indexes = lazy(() => compileIndexes(document, object, around))
  const validations = lazy(() => compileValidations(document, object, around))
  const effectiveDated = lazy(() => compileEffectiveDated(document, object))
  const incoming = lazy(() => Object.freeze([...around.incoming(document.name)]))
  const collections = lazy(() => around.collections(document.name))
  const feeds = lazy(() => Object.freeze([...around.feeds(document.name)]))
  const watchers = lazy(() => Object.freeze([...around.watchers(document.name)]))
  const externalId = lazy(() => fields().find((field) => field.document.externalId === true) ?? null)
  const object: ObjectModel = Object.freeze({
    id: identity.id,
    name: document.name,
    table: identity.physical ?? '',
    document,
    owned: isOwned(document),
    field: (name: string) => byName().get(name),
    fieldNames: () => byName().keys(),
    fieldById: (id: number) => byId().get(id),
    collection: (name: string) => collections().get(name),
    collectionNames: () => collections().keys(),
    get fields() {
      return fields()
    },
    get tree() {
      return document.tree === undefined ? null : fieldOf(object, document.tree.parent)
    },
    get effectiveDated() {
      return effectiveDated()
    },
    get title() {
      return fieldOf(object, document.title)
    },
    get externalId() {
      return externalId()
    },
    get unique() {
      return unique()
    },
    get indexes() {
      return indexes()
    },
    get validations() {
      return validations()
    },
    get feeds() {
      return feeds()
    },
    get watchers() {
      return watchers()
    },
    get incoming() {
      return incoming()
    },
  })
  return object
}

function compileFields(document: ObjectDocument, home: FieldHome): readonly FieldModel[] {
  const system = systemFields.filter(({ isIn }) => isIn(document)).map((field) => compileSystemField(field, home))
  const own = document.fields.map((field) => compileField(field, home))
  const amounts = document.multiCurrency === undefined ? [] : own.filter(isConverted)
  return Object.freeze([...system, ...own, ...amounts.map((field) => baseAmount(field, home))])
}

function compileSystemField(field: SystemField, home: FieldHome): FieldModel {
  const document = { name: field.name, type: field.fieldType.name, label: field.label, object: home.object.name }
  const column = Object.freeze({ name: field.name, spec: Object.freeze(field.fieldType.column(document)) })
  const head = {
    id: field.id,
    document,
    options: document,
    fieldType: field.fieldType,
    column,
    physical: field.name,
    system: true,
    isComputed: !field.writable,
  }
  return completeField(head, home)
}

function compileEffectiveDated({ effectiveDated }: ObjectDocument, object: ObjectModel): EffectiveDatedModel | null {
  if (effectiveDated === undefined) return null
  const { from, to, key } = effectiveDated
  return Object.freeze({
    from: fieldOf(object, from),
    to: fieldOf(object, to),
    key: Object.freeze(key.map((name) => fieldOf(object, name))),
  })
}

function fieldOf(object: ObjectModel, name: string): FieldModel {
  return object.field(name) ?? refuse(MODEL_INCONSISTENT, { what: object.name, expected: `a field ${name}` })
}

function compileUnique(
  document: ObjectDocument,
  object: ObjectModel,
  around: ObjectSurroundings,
): readonly UniqueModel[] {
  const keys = uniqueEntries(document).map((entry) =>
    Object.freeze({ ...compileKey(entry, 'unique', { object, around }), message: entry.message }),
  )
  return Object.freeze(keys)
}

function compileIndexes(
  document: ObjectDocument,
  object: ObjectModel,
  around: ObjectSurroundings,
): readonly IndexModel[] {
  return Object.freeze(indexEntries(document).map((entry) => compileKey(entry, 'index', { object, around })))
}

function compileKey(
  entry: KeyEntry,
  kind: 'unique' | 'index',
  { object, around }: { object: ObjectModel; around: ObjectSurroundings },
): IndexModel {
  const { id, physical } = around.identities.get(kind, object.id, entry.name)
  const fields = Object.freeze(entry.fields.map((name) => fieldOf(object, name)))
  return Object.freeze({ id, name: entry.name, physical: physical ?? '', fields })
}

function compileValidations(
  document: ObjectDocument,
  object: ObjectModel,
  around: ObjectSurroundings,
): readonly ValidationModel[] {
  const rules = (document.validations ?? []).map((rule) => {
    const { id } = around.identities.get('validation', object.id, rule.name)
    return compileValidation(rule, { id, object, scopes: validationScopes(rule, object, around) })
  })
  return Object.freeze(rules)
}

/** Conditions may read other records, which are held then; what is told of a failure is what the record says. */
interface ValidationScopes {
  readonly condition: () => Scope
  readonly message: () => Scope
}

function validationScopes(
  { zone, calendar }: ValidationDocument,
  object: ObjectModel,
  { model }: ObjectSurroundings,
): ValidationScopes {
  const common = { change: true, declared: { zone, calendar } }
  return {
    condition: lazy(() => recordScope(model, object, { ...common, reads: 'other records' })),
    message: lazy(() => recordScope(model, object, { ...common, reads: 'stored references' })),
  }
}

interface ValidationHome {
  readonly id: number
  readonly object: ObjectModel
  readonly scopes: ValidationScopes
}

function compileValidation(rule: ValidationDocument, { id, object, scopes }: ValidationHome): ValidationModel {
  const condition = (source: ExpressionSource) => parseExpression(source, scopes.condition(), { expect: 'boolean' })
  const appliesWhen = lazy(() => (rule.appliesWhen === undefined ? null : condition(rule.appliesWhen)))
  const failWhen = lazy(() => condition(rule.failWhen))
  const message = lazy(() => (rule.message === undefined ? null : compileMessage(rule.message, scopes.message())))
  const outcome = lazy(() => compileOutcome(rule, scopes.message))
  const anchors = lazy(() => anchorsOf({ appliesWhen: appliesWhen(), failWhen: failWhen() }, object))
  return Object.freeze({
    id,
    name: rule.name,
    on: new Set(rule.on ?? (['create', 'update'] as const)),
    field: rule.field ?? null,
    reason: rule.reason === true,
    get outcome() {
      return outcome()
    },
    get appliesWhen() {
      return appliesWhen()
    },
    get failWhen() {
      return failWhen()
    },
    get message() {
      return message()
    },
    get anchors() {
      return anchors()
    },
  })
}

/** Literals were checked against the schema. */
function compileOutcome({ outcome = 'block' }: ValidationDocument, scope: () => Scope): ValidationModel['outcome'] {
  const read = readValueSource(outcome)
  return read.kind === 'literal'
    ? (read.value as ValidationOutcome)
    : parseExpression(read.source, scope(), { expect: 'text' })
}
