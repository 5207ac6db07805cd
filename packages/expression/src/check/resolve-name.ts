import {
  EXPRESSION_NAME_UNKNOWN,
  EXPRESSION_SCOPE,
  EXPRESSION_TYPE,
  type ExpressionPlace,
  nearestName,
  refuse,
} from '@huozi/core'
import { EXPRESSION_LIMITS, limitExceeded } from '../limits.ts'
import type { FieldScope, ObjectScope, Scope } from '../scope.ts'
import { shorten } from '../syntax/tokenizer.ts'
import type { PathNode, PathRoot, RecordRoot } from '../typed-node.ts'
import { describeType, type ValueType } from '../types/value-type.ts'

export const FIELD_NAME = /^[a-z][a-z0-9_]*$/

interface Start {
  readonly root: PathRoot
  /** What the path reads before its first hop. */
  readonly path: readonly string[]
  /** What the path is when it ends here; undefined when a field must follow. */
  readonly field: FieldScope | undefined
  /** Where the next segment is looked up. */
  readonly object: ObjectScope | undefined
  readonly rest: readonly string[]
}

/**
 * Finds what a dotted name means: a field of the record, `old.…`, `me…` or `$variable…`, over at most 5 references.
 * Throws EXPRESSION_NAME_UNKNOWN with the nearest name, EXPRESSION_SCOPE, EXPRESSION_TYPE and EXPRESSION_LIMIT.
 */
export function resolveName(segments: readonly string[], at: ExpressionPlace, scope: Scope): PathNode {
  const start = startOf(segments, at, scope)
  const path = [...start.path]
  let { field, object } = start
  let hops = 0
  for (const name of start.rest) {
    if (object === undefined) refuseHop(field, at)
    if (field !== undefined) hops += 1
    if (hops > EXPRESSION_LIMITS.hops) throw limitExceeded('hops')
    field = fieldOf(object, name, at)
    object = field.target?.()
    path.push(name)
  }
  if (field === undefined) refuse(EXPRESSION_SCOPE, { at, name: segments.join('.') }, pointerOf(at))
  return Object.freeze({ kind: 'path', root: start.root, path: Object.freeze(path), type: field.type, at })
}

function startOf(segments: readonly string[], at: ExpressionPlace, scope: Scope): Start {
  const [first = '', ...rest] = segments
  if (first === '$item' && scope.item !== undefined) return startAtItem(scope.item, rest, at)
  if (first.startsWith('$')) return startAtVariable(first, rest, { at, scope })
  if (first === 'me') return startAtUser(rest, at, scope)
  if (first === 'old') {
    if (scope.change !== true) refuse(EXPRESSION_SCOPE, { at, name: 'old' }, pointerOf(at))
    return { root: 'old', path: [], field: undefined, object: scope.object ?? undefined, rest }
  }
  if (first === 'outer' && scope.outer !== undefined) return startAround('outer', segments, { at, scope: scope.outer })
  if (first === 'this' && scope.outer !== undefined)
    return startAround('this', segments, { at, scope: outermost(scope) })
  const isPlaced = scope.object?.field(first) !== undefined || (first !== 'outer' && first !== 'this')
  if (scope.object === null || !isPlaced) refuse(EXPRESSION_SCOPE, { at, name: shorten(first) }, pointerOf(at))
  return { root: 'record', path: [], field: undefined, object: scope.object, rest: segments }
}

/** The candidates of a reference call the record that refers `this` themselves: that name is a field of theirs. */
function namesRecord(root: RecordRoot, scope: Scope | undefined): boolean {
  return root === 'this' && scope?.object?.field(root) !== undefined
}

function startAround(
  root: 'outer' | 'this',
  segments: readonly string[],
  { at, scope }: { at: ExpressionPlace; scope: Scope },
): Start {
  const [name = '', ...rest] = segments
  if (scope.object === null) refuse(EXPRESSION_SCOPE, { at, name }, pointerOf(at))
  return { root, path: [], field: undefined, object: scope.object, rest: namesRecord(root, scope) ? segments : rest }
}

/** The scope of the record an expression is about. */
function outermost(scope: Scope): Scope {
  return scope.outer === undefined ? scope : outermost(scope.outer)
}

/** A record that references lead to from one of the records at hand. */
export interface ReachedRecord {
  readonly root: RecordRoot
  readonly path: readonly string[]
  readonly object: ObjectScope
}

/** The record at the end of a dotted name; undefined when it leads to none. Throws EXPRESSION_LIMIT after 5 references. */
export function reachRecord(segments: readonly string[], scope: Scope): ReachedRecord | undefined {
  const [first = ''] = segments
  const isAround = scope.outer !== undefined && (first === 'outer' || first === 'this')
  const root: RecordRoot = isAround ? first : 'record'
  const from = root === 'record' ? scope : root === 'outer' ? scope.outer : outermost(scope)
  const path = isAround && !namesRecord(root, from) ? segments.slice(1) : segments
  if (path.length > EXPRESSION_LIMITS.hops) throw limitExceeded('hops')
  let object = from?.object ?? undefined
  for (const name of path) object = FIELD_NAME.test(name) ? object?.field(name)?.target?.() : undefined
  return object === undefined ? undefined : { root, path, object }
}

function startAtUser(rest: readonly string[], at: ExpressionPlace, { user }: Scope): Start {
  if (user === undefined) refuse(EXPRESSION_SCOPE, { at, name: 'me' }, pointerOf(at))
  const type: ValueType = { kind: 'reference', object: user.name }
  return { root: 'me', path: [], field: { type }, object: user, rest }
}

/** Lists hold plain values and ids: nothing can be read through an item. */
function startAtItem(type: ValueType, rest: readonly string[], at: ExpressionPlace): Start {
  if (rest.length > 0) refuse(EXPRESSION_SCOPE, { at, name: shorten(['$item', ...rest].join('.')) }, pointerOf(at))
  return { root: 'item', path: [], field: { type }, object: undefined, rest }
}

function startAtVariable(first: string, rest: readonly string[], { at, scope }: { at: ExpressionPlace; scope: Scope }) {
  const variables = scope.variables ?? {}
  const name = first.slice(1)
  const field = Object.hasOwn(variables, name) ? variables[name] : undefined
  if (field === undefined) {
    const nearest = nearestName(
      first.slice(0, 60),
      Object.keys(variables).map((known) => `$${known}`),
    )
    refuse(EXPRESSION_NAME_UNKNOWN, { at, kind: 'variable', name: shorten(first), nearest }, pointerOf(at))
  }
  return { root: 'variable', path: [name], field, object: field.target?.(), rest } satisfies Start
}

function fieldOf(object: ObjectScope, name: string, at: ExpressionPlace): FieldScope {
  const field = FIELD_NAME.test(name) ? object.field(name) : undefined
  if (field !== undefined) return field
  const nearest = nearestName(name.slice(0, 60), object.fieldNames())
  refuse(EXPRESSION_NAME_UNKNOWN, { at, kind: 'field', name: shorten(name), nearest }, pointerOf(at))
}

function refuseHop(field: FieldScope | undefined, at: ExpressionPlace): never {
  const found = field === undefined ? 'blank' : describeType(field.type)
  refuse(EXPRESSION_TYPE, { at, found, allowed: 'reference' }, pointerOf(at))
}

/** The JSON pointer of a place, for the form that shows the refusal; the empty pointer for text. */
export function pointerOf(at: ExpressionPlace): string {
  return 'pointer' in at ? at.pointer : ''
}
