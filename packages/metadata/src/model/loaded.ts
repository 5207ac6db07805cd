import { EXPRESSION_NOT_LOADED, type ExpressionPlace, refuse } from '@huozi/core'
import { collectionReads, fieldsOf, readsDatabase, type TypedExpression } from '@huozi/expression'
import type { ObjectModel } from './model.ts'

/** What a rule that is judged while a record is written may read besides the record itself. */
export type LoadedReads = 'references' | 'stored references' | 'other records'

/**
 * Throws EXPRESSION_NOT_LOADED when a rule reads the records of collections: they are not loaded while a record is
 * written. Neither may it read computed fields of the record that do; behind references the database computes them, which
 * `stored references` forbids as well: a rule that refuses writes must not rest on what others change meanwhile, unless it
 * holds what it rests on, as one over `other records` does.
 */
export function assertLoaded(expression: TypedExpression, object: ObjectModel, allowed: LoadedReads): void {
  if (allowed === 'other records') return
  const [direct] = collectionReads(expression)
  if (direct !== undefined) refuseNotLoaded(direct.path.slice(0, -1), direct.at)
  const tree = readsDatabase(expression)
  if (tree !== undefined) refuseNotLoaded(['under'], tree)
  const path = pathToCollection(expression, object, { allowed, seen: new Set() })
  if (path !== undefined) refuseNotLoaded(path, { pointer: '' })
}

interface Walk {
  readonly allowed: LoadedReads
  readonly seen: Set<TypedExpression>
}

/** The first path that leads to a formula over a collection. Formulas may go round in circles: that is found elsewhere. */
function pathToCollection(expression: TypedExpression, object: ObjectModel, walk: Walk): readonly string[] | undefined {
  if (walk.seen.has(expression)) return undefined
  walk.seen.add(expression)
  for (const { path } of fieldsOf(expression)) {
    if (path.length > 1 && walk.allowed === 'references') continue
    const end = formulaAt(path, object)
    if (end === undefined) continue
    const isOver = collectionReads(end.formula).length > 0 || readsDatabase(end.formula) !== undefined
    if (isOver || pathToCollection(end.formula, end.object, walk) !== undefined) return path
  }
  return undefined
}

function formulaAt(
  path: readonly string[],
  start: ObjectModel,
): { formula: TypedExpression; object: ObjectModel } | undefined {
  let object: ObjectModel | undefined = start
  for (const name of path.slice(0, -1)) object = object?.field(name)?.target()
  const formula = object?.field(path.at(-1) ?? '')?.formula
  return object === undefined || !formula ? undefined : { formula, object }
}

function refuseNotLoaded(path: readonly string[], at: ExpressionPlace): never {
  return refuse(EXPRESSION_NOT_LOADED, { at, collection: path.join('.') }, 'pointer' in at ? at.pointer : '')
}
