import { EXPRESSION_ARGUMENTS, refuse } from '@huozi/core'
import type { Operator } from '../operators/operator.ts'
import { findOperator } from '../operators/registry.ts'
import type { Scope } from '../scope.ts'
import type { SyntaxNode } from '../syntax/syntax-node.ts'
import type { AggregateNode, CallNode, LiteralNode, TypedNode } from '../typed-node.ts'
import { BLANK, BOOLEAN, listOf, TEXT } from '../types/value-type.ts'
import { checkAggregate } from './check-aggregate.ts'
import { numberTypeOf } from './digits.ts'
import { pointerOf, resolveName } from './resolve-name.ts'
import { settingsFor } from './settings.ts'
import { refuseType, unify } from './unify.ts'

/**
 * Gives every node of a syntax tree its type. Recursion is bounded: syntax trees are at most 50 deep.
 * Throws the refusals of names, types and limits, each with its place.
 */
export function checkExpression(node: SyntaxNode, scope: Scope): TypedNode {
  if (node.kind === 'literal') return checkLiteral(node)
  if (node.kind === 'name') return resolveName(node.segments, node.at, scope)
  if (node.kind === 'list') return checkList(node, scope)
  return checkCall(node, scope)
}

function checkLiteral({ value, at }: Extract<SyntaxNode, { kind: 'literal' }>): LiteralNode {
  if (value === null) return Object.freeze({ kind: 'literal', value, type: BLANK, at })
  if (typeof value === 'string') return Object.freeze({ kind: 'literal', value, type: TEXT, at })
  if (typeof value === 'boolean') return Object.freeze({ kind: 'literal', value, type: BOOLEAN, at })
  return Object.freeze({ kind: 'literal', value, type: numberTypeOf(value), at })
}

/** `x in (tags)` reads like `x in tags`: a list of nothing but a list is that list. */
function checkList(node: Extract<SyntaxNode, { kind: 'list' }>, scope: Scope): TypedNode {
  const { type, nodes } = unify(node.items.map((item) => checkExpression(item, scope)))
  const nested = nodes.find((item) => item.type.kind === 'list')
  if (nested !== undefined && nodes.length === 1) return nested
  if (nested !== undefined) refuseType(nested, 'a single value')
  return Object.freeze({ kind: 'list', items: nodes, type: listOf(type), at: node.at })
}

function checkCall(node: Extract<SyntaxNode, { kind: 'call' }>, scope: Scope): CallNode | AggregateNode {
  const aggregate = checkAggregate(node, scope, checkExpression)
  if (aggregate !== null) return aggregate
  const operator = findOperator(node.operator)
  assertArity(operator, node)
  const { operator: name, at } = node
  const given = checkArguments(operator, node.args, scope)
  const { type, args } = operator.type({ operator: name, args: given, at, scope })
  const results = operator.results?.(args.length) ?? []
  const settings = settingsFor(operator, at, scope)
  return Object.freeze({ kind: 'call', operator: name, args: Object.freeze([...args]), results, ...settings, type, at })
}

function checkArguments(operator: Operator, args: readonly SyntaxNode[], scope: Scope): readonly TypedNode[] {
  const checked: TypedNode[] = []
  for (const arg of args) {
    const inner = checked.length === 0 ? scope : (operator.inner?.(checked, scope) ?? scope)
    checked.push(checkExpression(arg, inner))
  }
  return checked
}

function assertArity(operator: Operator, { args, at }: Extract<SyntaxNode, { kind: 'call' }>): void {
  const { min, max } = operator.arity
  if (min <= args.length && args.length <= max) return
  const allowed = min === max ? String(min) : max === Number.POSITIVE_INFINITY ? `≥ ${min}` : `${min}–${max}`
  refuse(EXPRESSION_ARGUMENTS, { at, operator: operator.name, found: args.length, allowed }, pointerOf(at))
}
