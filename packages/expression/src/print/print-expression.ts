import { type Decimal, formatDecimal, isDecimal } from '@huozi/core'
import type { InfixSyntax, Operator } from '../operators/operator.ts'
import { PRECEDENCE } from '../operators/operator.ts'
import { findOperator } from '../operators/registry.ts'
import type { AggregateNode, CallNode, LiteralNode, PathNode, TypedExpression, TypedNode } from '../typed-node.ts'

/** The expression as text in its normal form; parsing it again gives the same tree. */
export function printExpression({ root }: TypedExpression): string {
  return print(root, 0)
}

/** A node as text in its normal form. */
export function printNode(node: TypedNode): string {
  return print(node, 0)
}

/** `weakest` is the weakest precedence that needs no parentheses here. */
function print(node: TypedNode, weakest: number): string {
  if (node.kind === 'literal') return printLiteral(node)
  if (node.kind === 'path') return pathText(node)
  if (node.kind === 'list') return `[${printAll(node.items)}]`
  if (node.kind === 'aggregate')
    return `${node.aggregate}(${collectionText(node)}${toldOf(node)
      .map((arg) => `, ${print(arg, 0)}`)
      .join('')})`
  return printCall(node, weakest)
}

function printAll(nodes: readonly TypedNode[]): string {
  return nodes.map((node) => print(node, 0)).join(', ')
}

function printCall(node: CallNode, weakest: number): string {
  const operator = findOperator(node.operator)
  const { syntax } = operator
  if (syntax.kind === 'function') return `${operator.name}(${printAll(node.args)})`
  const text = syntax.kind === 'infix' ? printInfix(node, operator, syntax) : printPrefix(node, syntax)
  return syntax.precedence < weakest ? `(${text})` : text
}

function printPrefix({ args }: CallNode, syntax: { symbol: string; precedence: number }): string {
  const [operand] = args
  if (operand === undefined) return syntax.symbol
  const text = print(operand, syntax.precedence)
  if (/\w$/.test(syntax.symbol)) return `${syntax.symbol} ${text}`
  return operand.kind === 'literal' ? `${syntax.symbol}(${text})` : `${syntax.symbol}${text}`
}

function printInfix({ args }: CallNode, operator: Operator, syntax: InfixSyntax): string {
  const tighter = syntax.precedence + 1
  const [first, ...others] = args
  if (first === undefined) return ''
  const isSameChain = syntax.nary === true && first.kind === 'call' && first.operator === operator.name
  const isLoose = syntax.precedence !== PRECEDENCE.comparison && !isSameChain
  const left = print(first, isLoose ? syntax.precedence : tighter)
  const rest = others.map((arg) =>
    syntax.list === true && arg.kind === 'list' ? `(${printAll(arg.items)})` : print(arg, tighter),
  )
  if (syntax.joiner === undefined) return [left, ...rest].join(` ${syntax.symbol} `)
  return `${left} ${syntax.symbol} ${rest.join(` ${syntax.joiner} `)}`
}

function printLiteral({ value, type }: LiteralNode): string {
  if (value === null) return 'blank'
  if (type.kind === 'duration' && isDecimal(value)) return `'${durationText(value)}'`
  if (isDecimal(value)) return formatDecimal(value)
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
}

/** A written duration, in the one unit every other is made of. */
export function durationText(seconds: Decimal): string {
  return `${formatDecimal(seconds)}s`
}

/** A path in the spelling of both text and JsonLogic. */
export function pathText({ root, path }: Pick<PathNode, 'root' | 'path'>): string {
  if (root === 'item') return '$item'
  if (root === 'variable') return `$${path.join('.')}`
  return (root === 'record' || path[0] === root ? path : [root, ...path]).join('.')
}

/** The collection of an aggregate, in the spelling of both. */
export function collectionText({ collection }: AggregateNode): string {
  return pathText(collection)
}

/** What an aggregate says after its collection. */
export function toldOf({ value, condition }: AggregateNode): readonly TypedNode[] {
  return [value, condition].filter((part) => part !== null)
}
