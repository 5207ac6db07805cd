import { findOperator } from '../operators/registry.ts'
import type { PathNode, TypedExpression, TypedNode } from '../typed-node.ts'
import type { Value } from '../types/value.ts'
import { compileAggregate, recordOf } from './compile-aggregate.ts'
import type { Evaluate } from './evaluate-rule.ts'
import type { EvaluationContext, Frame, PathSource, ValueSource } from './frame.ts'
import { Fuel } from './fuel.ts'
import { settingsOf } from './settings.ts'

/** Computes an expression for a record. Throws EXPRESSION_LIMIT when the fuel is used up. */
export type Evaluator = (record: ValueSource, context: EvaluationContext, fuel?: Fuel) => Value

/** Compiles an expression to closures once; the result may be kept as long as the model and is free of side effects. */
export function compileEvaluator(expression: TypedExpression): Evaluator {
  return compileObserved(expression, null)
}

/** Told every value a node takes, in the order of evaluation. */
export type Observe = (node: TypedNode, value: Value) => void

/** The same, with an observer; for explanations. */
export function compileObserved({ root }: TypedExpression, observe: Observe | null): Evaluator {
  const evaluate = (observe === null ? compileNode : compileObservedNode(observe))(root)
  return (record, context, fuel = new Fuel()) => evaluate({ record, context, fuel })
}

type CompileNode = (node: TypedNode) => Evaluate

const compileNode: CompileNode = (node) => compileKind(node, compileNode)

function compileObservedNode(observe: Observe): CompileNode {
  const compile: CompileNode = (node) => {
    const evaluate = compileKind(node, compile)
    return (frame) => {
      const value = evaluate(frame)
      observe(node, value)
      return value
    }
  }
  return compile
}

/** `compile` is for the nodes inside. */
function compileKind(node: TypedNode, compile: CompileNode): Evaluate {
  if (node.kind === 'literal') return () => node.value
  if (node.kind === 'path') return compilePath(node)
  if (node.kind === 'list') return compileList(node.items.map(compile))
  if (node.kind === 'aggregate') return compileAggregate(node, compile)
  const inner = findOperator(node.operator).evaluate(node.args.map(compile), node, settingsOf(node, compile))
  return (frame) => {
    frame.fuel.spend(1)
    return inner(frame)
  }
}

function compileList(items: readonly Evaluate[]): Evaluate {
  if (items.length === 0) return () => null
  return (frame) => {
    frame.fuel.spend(items.length)
    return items.map((item) => item(frame))
  }
}

function compilePath({ root, path }: PathNode): Evaluate {
  if (root === 'item') return ({ item }) => item ?? null
  if (root === 'me' && path.length === 0) return ({ context }) => context.me?.id ?? null
  return (frame) => filled(sourceOf(root, frame)?.get(path))
}

function sourceOf(root: PathNode['root'], frame: Frame): PathSource | null | undefined {
  const { record, context } = frame
  if (root === 'record' || root === 'outer' || root === 'this') return recordOf(root, frame)
  if (root === 'old') return record.old
  return root === 'me' ? context.me : context.variables
}

/** Empty text and empty lists are blank, also from sources that are not strict about it. */
function filled(value: Value | undefined): Value {
  if (value === undefined || value === '') return null
  return Array.isArray(value) && value.length === 0 ? null : value
}
