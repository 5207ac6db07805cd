import { EXPRESSION_NOT_ANCHORED, type ExpressionPlace, pointingTo, refuse } from '@huozi/core'
import { collectionReads, compileSqlNode, fieldsOf, readsDatabase, type TypedExpression } from '@huozi/expression'
import { assertCollectionLevels } from './collection-levels.ts'
import type { CollectionModel, FieldModel, ObjectModel } from './model.ts'

/** Records of a collection that a rule tells about. */
export interface WatchedCollection {
  readonly collection: CollectionModel
  /** What of each of them it reads, formulas resolved: stored fields, kept roll-ups, the reference to the anchor. */
  readonly fields: readonly FieldModel[]
}

/**
 * What a rule over other records rests on: the records that are held while it is asked (mechanisms.md §6), so that nobody
 * changes the collections meanwhile.
 */
export interface AnchorsModel {
  /** Collections of the record itself: whoever changes one of their records has the rule asked of this one. */
  readonly own: readonly WatchedCollection[]
  /** References to the records whose collections the rule reads. */
  readonly references: readonly FieldModel[]
}

/** The two conditions of a rule. */
export interface AnchoredConditions {
  readonly appliesWhen: TypedExpression | null
  readonly failWhen: TypedExpression
}

/**
 * What holds the other records a rule reads; null for a rule that reads none. Throws EXPRESSION_NOT_ANCHORED when no record
 * could be held for what it reads, EXPRESSION_NOT_SQL when it also reads what the database cannot compute.
 */
export function anchorsOf({ appliesWhen, failWhen }: AnchoredConditions, object: ObjectModel): AnchorsModel | null {
  const found = new Found()
  const conditions = { appliesWhen, failWhen }
  for (const [name, expression] of Object.entries(conditions)) {
    if (expression !== null) pointingTo(`/${name}`, () => walk(expression, { object, hops: [] }, found))
  }
  if (found.isEmpty()) return null
  for (const [name, expression] of Object.entries(conditions)) {
    if (expression !== null) pointingTo(`/${name}`, () => assertComputed(expression, object))
  }
  return found.anchors()
}

/** Such rules are asked of the database. */
function assertComputed(expression: TypedExpression, object: ObjectModel): void {
  compileSqlNode(expression)
  assertCollectionLevels(expression, object)
}

/** Where a path has led to. */
interface Place {
  readonly object: ObjectModel
  /** References on the way to the collection, or so far. */
  readonly hops: readonly FieldModel[]
  /** The collection that was entered. */
  readonly collection?: CollectionModel
  /** Inside the collection, a reference was followed. */
  readonly isBehind?: boolean
}

class Found {
  readonly #own = new Map<CollectionModel, Set<FieldModel>>()
  readonly #references = new Set<FieldModel>()
  readonly #entered = new Map<TypedExpression, Set<string>>()

  /** False for a formula that was looked into from the same place. */
  enter(expression: TypedExpression, { hops, collection, isBehind }: Place): boolean {
    const place = [...hops.map(({ name }) => name), collection?.name, isBehind].join('.')
    const known = this.#entered.get(expression) ?? new Set<string>()
    if (known.has(place)) return false
    this.#entered.set(expression, known.add(place))
    return true
  }

  addCollection(collection: CollectionModel, reference: FieldModel | undefined): void {
    if (reference !== undefined) this.#references.add(reference)
    else if (!this.#own.has(collection)) this.#own.set(collection, new Set([collection.field]))
  }

  addField(field: FieldModel, { hops, collection, isBehind }: Place): void {
    if (collection !== undefined && isBehind !== true && hops.length === 0) this.#own.get(collection)?.add(field)
  }

  isEmpty(): boolean {
    return this.#own.size === 0 && this.#references.size === 0
  }

  anchors(): AnchorsModel {
    const own = [...this.#own].map(([collection, fields]) =>
      Object.freeze({ collection, fields: Object.freeze([...fields]) }),
    )
    return Object.freeze({ own: Object.freeze(own), references: Object.freeze([...this.#references]) })
  }
}

interface Read {
  readonly path: readonly string[]
  readonly at: ExpressionPlace
}

function walk(expression: TypedExpression, from: Place, found: Found): void {
  if (!found.enter(expression, from)) return
  const tree = readsDatabase(expression)
  if (tree !== undefined) refuseNotAnchored({ path: ['under', ''], at: tree })
  const plain = fieldsOf(expression).map(({ path }) => ({ path, at: { pointer: '' } }))
  for (const read of [...plain, ...collectionReads(expression)]) follow(read, from, found)
}

function follow(read: Read, from: Place, found: Found): void {
  let place: Place | undefined = from
  for (const [index, name] of read.path.entries()) {
    if (place === undefined) return
    const isLast = index === read.path.length - 1
    const collection: CollectionModel | undefined = isLast ? undefined : place.object.collection(name)
    if (collection !== undefined) place = enterCollection(collection, place, { read, found })
    else if (isLast) lookInto(place.object.field(name), place, found)
    else place = behind(place.object.field(name), place, found)
  }
}

function enterCollection(
  collection: CollectionModel,
  place: Place,
  { read, found }: { read: Read; found: Found },
): Place {
  const { hops } = place
  const isHeld = place.collection === undefined && hops.length <= 1 && hops.every(({ column }) => column !== null)
  if (!isHeld) refuseNotAnchored(read)
  found.addCollection(collection, hops[0])
  return { object: collection.object, hops, collection }
}

function refuseNotAnchored({ path, at }: Read): never {
  const collection = path.slice(0, -1).join('.')
  return refuse(EXPRESSION_NOT_ANCHORED, { at, collection }, 'pointer' in at ? at.pointer : '')
}

function behind(field: FieldModel | undefined, place: Place, found: Found): Place | undefined {
  const object = field?.target()
  if (field === undefined || object === undefined) return undefined
  found.addField(field, place)
  return place.collection === undefined
    ? { object, hops: [...place.hops, field] }
    : { ...place, object, isBehind: true }
}

/** Kept roll-ups of the collection's records are settled before rules are asked; other formulas are what they read. */
function lookInto(field: FieldModel | undefined, place: Place, found: Found): void {
  if (field === undefined) return
  const isKept = field.rollup !== null && field.rollup.onRead === null
  const isSettled = isKept && place.collection !== undefined && place.isBehind !== true
  if (field.formula === null || isSettled) found.addField(field, place)
  else walk(field.formula, place, found)
}
