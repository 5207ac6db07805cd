import { AppError, EXPRESSION_LIMIT } from '@huozi/core'
import { pathsOf, type TypedExpression } from '@huozi/expression'
import type { ObjectModel } from './model.ts'

/** Subqueries that may stand inside each other by way of formulas over formulas over collections. */
const MAX_LEVELS = 5

/** Throws EXPRESSION_LIMIT (`levels`) when computing a formula would go through too many collections inside each other. */
export function assertCollectionLevels(formula: TypedExpression, object: ObjectModel): void {
  if (levelsOf(formula, object, new Map()) > MAX_LEVELS) {
    throw AppError.of(EXPRESSION_LIMIT, { limit: 'levels', allowed: MAX_LEVELS })
  }
}

/** A formula that is being looked into counts as none: circles are found elsewhere. */
function levelsOf(expression: TypedExpression, object: ObjectModel, known: Map<TypedExpression, number>): number {
  const found = known.get(expression)
  if (found !== undefined) return found
  known.set(expression, 0)
  const levels = pathsOf(expression).map((path) => {
    const end = endOf(path, object)
    return end.collections + (end.formula ? levelsOf(end.formula, end.object, known) : 0)
  })
  const deepest = Math.max(0, ...levels)
  known.set(expression, deepest)
  return deepest
}

interface End {
  readonly object: ObjectModel
  readonly formula: TypedExpression | null
  /** Collections on the way. */
  readonly collections: number
}

function endOf(path: readonly string[], start: ObjectModel): End {
  let object = start
  let collections = 0
  let formula: TypedExpression | null = null
  for (const name of path) {
    const records = object.collection(name)
    const field = object.field(name)
    if (records !== undefined) collections += 1
    formula = records === undefined ? (field?.formula ?? null) : null
    const next = records?.object ?? field?.target()
    if (next === undefined) break
    object = next
  }
  return { object, formula, collections }
}
