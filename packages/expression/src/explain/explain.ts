import type { ExpressionPlace, Json } from '@huozi/core'
import { compileObserved } from '../evaluate/compile-evaluator.ts'
import type { EvaluationContext, ValueSource } from '../evaluate/frame.ts'
import { findOperator } from '../operators/registry.ts'
import { printNode, toldOf } from '../print/print-expression.ts'
import type { TypedExpression, TypedNode } from '../typed-node.ts'
import type { Value } from '../types/value.ts'
import { valueToJson } from '../types/value-json.ts'
import { describeType } from '../types/value-type.ts'
import { type LabelOf, type Localized, SentenceWriter } from './sentence.ts'

/** A node of an evaluated expression. Data only: it may be sent to a browser. */
export interface Explanation {
  /** The node in the normal spelling of expression text. */
  readonly text: string
  /** Where it stands in the source. */
  readonly at: ExpressionPlace
  /** Its type, as messages spell it: `number`, `list(text)`. */
  readonly type: string
  /** Its value as in answers; absent when it was not needed (a branch that was not taken) and when it has several. */
  readonly value?: Json
  /** Inside an operator that goes through a list: its values in the order of the items, at most 20. */
  readonly each?: readonly Json[]
  /** What it is and because of what, in every language of the platform. */
  readonly sentence: Localized
  readonly children: readonly Explanation[]
}

/** What an explanation is made for. */
export interface ExplainOptions {
  /** Labels of fields, for the sentences; without it paths are shown. */
  readonly label?: LabelOf
}

/** Values of a node inside a list, so many are shown. */
const MOST_VALUES = 20

/**
 * Evaluates an expression for a record and tells for every node what it is and because of what. Pure, like evaluation; throws
 * EXPRESSION_LIMIT when the fuel is used up.
 */
export function explain(
  expression: TypedExpression,
  record: ValueSource,
  context: EvaluationContext,
  { label = () => undefined }: ExplainOptions = {},
): Explanation {
  const values = new Map<TypedNode, Json[]>()
  const observe = (node: TypedNode, value: Value) => {
    const seen = values.get(node) ?? []
    if (seen.length < MOST_VALUES) seen.push(valueToJson(value))
    values.set(node, seen)
  }
  compileObserved(expression, observe)(record, context)
  const writer = new SentenceWriter((node) => values.get(node)?.[0], label)
  return explainNode(expression.root, { values, writer }, false)
}

interface Work {
  readonly values: ReadonlyMap<TypedNode, readonly Json[]>
  readonly writer: SentenceWriter
}

/** Recursion is bounded: trees are at most 50 deep. */
function explainNode(node: TypedNode, work: Work, isRepeated: boolean): Explanation {
  const values = work.values.get(node) ?? []
  const [value] = values
  const once = onceIn(node)
  const children = childrenOf(node).map((child, index) => explainNode(child, work, isRepeated || index >= once))
  return {
    text: printNode(node),
    at: node.at,
    type: describeType(node.type),
    ...(isRepeated ? { each: values } : value === undefined ? {} : { value }),
    sentence: work.writer.write(node, isRepeated),
    children,
  }
}

/** How many of the children are evaluated once; those behind them are for every item or record. */
function onceIn(node: TypedNode): number {
  if (node.kind === 'aggregate') return 0
  const isLoop = node.kind === 'call' && findOperator(node.operator).inner !== undefined
  return isLoop ? 1 : Number.POSITIVE_INFINITY
}

function childrenOf(node: TypedNode): readonly TypedNode[] {
  if (node.kind === 'aggregate') return toldOf(node)
  if (node.kind === 'call') return node.args
  return node.kind === 'list' ? node.items : []
}
