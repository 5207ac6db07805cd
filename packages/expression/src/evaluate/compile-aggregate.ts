import { EXPRESSION_NOT_LOADED, refuse } from '@huozi/core'
import { findAggregate } from '../aggregates/registry.ts'
import { pointerOf } from '../check/resolve-name.ts'
import { pathText } from '../print/print-expression.ts'
import type { AggregateNode, RecordRoot, TypedNode } from '../typed-node.ts'
import type { Filled } from '../types/value.ts'
import type { Evaluate } from './evaluate-rule.ts'
import type { Frame, PathSource } from './frame.ts'

/**
 * The closure of an aggregate over records that were given along. Throws EXPRESSION_NOT_LOADED where they were not, and
 * EXPRESSION_LIMIT when there are too many.
 */
export function compileAggregate(node: AggregateNode, compile: (node: TypedNode) => Evaluate): Evaluate {
  const gather = findAggregate(node.aggregate).gather(node.type)
  const condition = node.condition === null ? null : compile(node.condition)
  const value = node.value === null ? null : compile(node.value)
  return (frame) => {
    const values: Filled[] = []
    for (const record of recordsOf(node, frame)) {
      frame.fuel.spend(1)
      const inside = { ...frame, record, outer: frame.record, outermost: frame.outermost ?? frame.record }
      if (condition !== null && condition(inside) !== true) continue
      const told = value === null ? true : value(inside)
      if (told !== null) values.push(told)
    }
    return gather(values)
  }
}

function recordsOf({ at, collection }: AggregateNode, frame: Frame): readonly PathSource[] {
  const records = recordOf(collection.root, frame)?.collection?.(collection.path)
  return records ?? refuse(EXPRESSION_NOT_LOADED, { at, collection: pathText(collection) }, pointerOf(at))
}

/** The record a path starts from; at the outermost level there is only one. */
export function recordOf(root: RecordRoot, { record, outer, outermost }: Frame): PathSource | undefined {
  if (root === 'record') return record
  return root === 'outer' ? outer : outermost
}
