import type { Json } from '@huozi/core'
import {
  collectionReads,
  fieldsOf,
  type PathNode,
  parseExpression,
  readsDatabase,
  readsSettings,
  type TypedExpression,
  type TypedNode,
  toJsonLogic,
} from '@huozi/expression'
import { type ExpressionSource, type FieldModel, readableField, recordScope } from '@huozi/metadata'
import type { FormRequest } from './form-request.ts'

/** A condition the browser can judge: a constant, or JsonLogic. Null is left to the server. */
export type FormCondition = boolean | Json

/**
 * Turns the expressions of one form into what its reader's browser may have, and remembers what they read. An expression
 * that reads a field hidden from the reader is left to the server: not even its text may tell that the field exists.
 */
export class ReadableRules {
  readonly #request: FormRequest
  readonly #paths = new Map<string, readonly string[]>()

  constructor(request: FormRequest) {
    this.#request = request
  }

  /** Paths the given out expressions read, by their dotted spelling. */
  get paths(): ReadonlyMap<string, readonly string[]> {
    return this.#paths
  }

  /** The fields of the record that are read, also those that are only passed through. */
  fields(): readonly string[] {
    return [...new Set(Array.from(this.#paths.values(), ([name = '']) => name))]
  }

  /** Says that the browser needs the values of these fields of the record. */
  note(fields: readonly string[]): void {
    for (const field of fields) this.#paths.set(field, [field])
  }

  /** JsonLogic of an expression over the record; null when it is left to the server. */
  logic(expression: TypedExpression): Json | null {
    const { object, access } = this.#request
    const reads = fieldsOf(expression).map(({ path }) => path)
    if (!reads.every((path) => isKnowable(readableField(object, path, access)))) return null
    // The browser has no records but the one that is open, and neither calendars nor what is declared beside an expression.
    if (
      collectionReads(expression).length > 0 ||
      readsSettings(expression) ||
      readsDatabase(expression) ||
      readsUser(expression.root)
    )
      return null
    for (const path of reads) this.#paths.set(path.join('.'), path)
    return toJsonLogic(expression)
  }

  /** A compiled condition, its constants as constants. */
  condition(condition: boolean | TypedExpression): FormCondition | null {
    if (typeof condition === 'boolean') return condition
    const { root } = condition
    return root.kind === 'literal' ? root.value === true : this.logic(condition)
  }

  /** A condition as a layout's author wrote it; it was checked when it was published. */
  written(source: boolean | ExpressionSource | undefined): FormCondition | null {
    if (source === undefined || typeof source === 'boolean') return source ?? null
    const { model, object } = this.#request
    return this.condition(parseExpression(source, recordScope(model, object, { change: true }), { expect: 'boolean' }))
  }
}

/** A field the reader may see and the browser can follow: what an amount is in another currency only the server knows. */
function isKnowable(field: FieldModel | undefined): boolean {
  return field !== undefined && field.baseOf === null
}

/** Holds when one of the conditions holds; undefined when none ever does. What is left to the server is left out. */
export function anyOf(...conditions: readonly (FormCondition | null)[]): Json | undefined {
  if (conditions.includes(true)) return true
  const open = conditions.filter((condition) => condition !== false && condition !== null)
  return open.length > 1 ? { or: open } : open[0]
}

/** A user's own fields are not sent to browsers; `me` alone is his id. */
function readsUser(node: TypedNode): boolean {
  return pathsIn(node).some(({ root, path }) => root === 'me' && path.length > 0)
}

/** Recursion is bounded: expressions are at most 50 deep. */
function pathsIn(node: TypedNode): readonly PathNode[] {
  if (node.kind === 'path') return [node]
  if (node.kind === 'literal' || node.kind === 'aggregate') return []
  return (node.kind === 'call' ? node.args : node.items).flatMap(pathsIn)
}
