import { EXPRESSION_ARGUMENTS, EXPRESSION_NAME_UNKNOWN, EXPRESSION_TYPE, nearestName, refuse } from '@huozi/core'
import type { Aggregate } from '../aggregates/aggregate.ts'
import { findAggregate, isAggregate } from '../aggregates/registry.ts'
import { EXPRESSION_LIMITS, limitExceeded } from '../limits.ts'
import { isOperator } from '../operators/registry.ts'
import type { CollectionScope, Scope } from '../scope.ts'
import type { SyntaxNode } from '../syntax/syntax-node.ts'
import { shorten } from '../syntax/tokenizer.ts'
import type { AggregateNode, CollectionPath, TypedNode } from '../typed-node.ts'
import { describeType } from '../types/value-type.ts'
import { requireExpected } from './require-expected.ts'
import { FIELD_NAME, pointerOf, reachRecord } from './resolve-name.ts'
import { settingInside } from './settings.ts'

type CallSyntax = Extract<SyntaxNode, { kind: 'call' }>
/** Gives a node and all below it their types. */
export type CheckNode = (node: SyntaxNode, scope: Scope) => TypedNode

type NameSyntax = Extract<SyntaxNode, { kind: 'name' }>

/**
 * Checks a call that tells something about a collection; null when it is a call of an operator. Inside, bare names are
 * those of the collection's records. Throws the refusals of names, types and limits, each with its place.
 */
export function checkAggregate(node: CallSyntax, scope: Scope, check: CheckNode): AggregateNode | null {
  if (!isAggregate(node.operator)) return null
  const aggregate = findAggregate(node.operator)
  const [first] = node.args
  const found = first?.kind === 'name' ? findCollection(first, scope) : undefined
  if (found === undefined) {
    if (first?.kind === 'name') refuseUnknown(first, scope)
    return isOperator(node.operator) ? null : refuseNoCollection(node, { aggregate, scope, check })
  }
  assertArity(aggregate, node)
  const inside = scopeInside(found.collection, scope)
  const [valueNode, conditionNode] = aggregate.takesValue ? node.args.slice(1) : [undefined, node.args[1]]
  const given = valueNode === undefined ? null : check(valueNode, inside)
  const { type, value } = aggregate.type(given)
  return Object.freeze({
    kind: 'aggregate',
    aggregate: aggregate.name,
    collection: found.path,
    value,
    condition: conditionNode === undefined ? null : requireExpected(check(conditionNode, inside), 'boolean'),
    type,
    at: node.at,
  })
}

interface FoundCollection {
  readonly path: CollectionPath
  readonly collection: CollectionScope
}

/** The collection a dotted name leads to; undefined when it leads elsewhere. */
function findCollection({ segments }: NameSyntax, scope: Scope): FoundCollection | undefined {
  const name = segments.at(-1) ?? ''
  const owner = reachRecord(segments.slice(0, -1), scope)
  const collection = owner?.object.collection?.(name)
  if (owner === undefined || collection === undefined) return undefined
  const path = Object.freeze([...owner.path, name])
  return { collection, path: Object.freeze({ root: owner.root, path, by: collection.by }) }
}

/** Throws the refusal of what stands where a collection should. */
function refuseNoCollection(
  { args, at }: CallSyntax,
  { aggregate, scope, check }: { aggregate: Aggregate; scope: Scope; check: CheckNode },
): never {
  const [first] = args
  if (first === undefined) refuseArguments(aggregate, { args, at })
  const { type } = check(first, scope)
  return refuse(
    EXPRESSION_TYPE,
    { at: first.at, found: describeType(type), allowed: 'collection' },
    pointerOf(first.at),
  )
}

/** Throws EXPRESSION_NAME_UNKNOWN when the name is neither a collection nor a field: either could be meant. */
function refuseUnknown({ segments, at }: NameSyntax, scope: Scope): void {
  const name = segments.at(-1) ?? ''
  const owner = reachRecord(segments.slice(0, -1), scope)?.object
  if (owner === undefined || !FIELD_NAME.test(name) || LANGUAGE_NAMES.has(name) || owner.field(name) !== undefined)
    return
  const known = [...(owner.collectionNames?.() ?? []), ...owner.fieldNames()]
  const nearest = nearestName(name.slice(0, 60), known)
  refuse(EXPRESSION_NAME_UNKNOWN, { at, kind: 'collection', name: shorten(name), nearest }, pointerOf(at))
}

/** Single names that are no fields. */
const LANGUAGE_NAMES: ReadonlySet<string> = new Set(['me', 'old', 'this', 'outer'])

function assertArity(aggregate: Aggregate, given: Pick<CallSyntax, 'args' | 'at'>): void {
  const least = aggregate.takesValue ? 2 : 1
  if (given.args.length < least || given.args.length > least + 1) refuseArguments(aggregate, given)
}

function refuseArguments({ name, takesValue }: Aggregate, { args, at }: Pick<CallSyntax, 'args' | 'at'>): never {
  const params = { at, operator: name, found: args.length, allowed: takesValue ? '2–3' : '1–2' }
  return refuse(EXPRESSION_ARGUMENTS, params, pointerOf(at))
}

/** What a record of the collection can name. Nothing of it is being changed. */
function scopeInside({ object }: CollectionScope, { change: _, zone, calendar, ...scope }: Scope): Scope {
  let levels = 1
  for (let around = scope.outer; around !== undefined; around = around.outer) levels += 1
  if (levels > EXPRESSION_LIMITS.levels) throw limitExceeded('levels')
  return {
    ...scope,
    ...(zone !== undefined && { zone: settingInside(zone) }),
    ...(calendar !== undefined && { calendar: settingInside(calendar) }),
    object,
    outer: scope,
  }
}
