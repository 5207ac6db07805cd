import type { CallNode } from '../typed-node.ts'
import type { Filled, Value } from '../types/value.ts'
import type { Frame } from './frame.ts'
import type { Settings } from './settings.ts'

/** A compiled node: gives its value for one record and context. */
export type Evaluate = (frame: Frame) => Value

/** Builds the closure of a call from the closures of its arguments. */
export type EvaluateRule = (args: readonly Evaluate[], node: CallNode, settings: Settings) => Evaluate

/**
 * The rule of most operators: blank when any argument is blank, else `apply` on the values. The type rule has
 * guaranteed their kinds, which is why the caller may name the types of the parameters.
 */
export function strict<V extends readonly Filled[]>(apply: (...values: V) => Value): EvaluateRule {
  const applyAny = apply as unknown as (...values: readonly Filled[]) => Value
  return (args) => (frame) => {
    const values: Filled[] = []
    for (const arg of args) {
      const value = arg(frame)
      if (value === null) return null
      values.push(value)
    }
    return applyAny(...values)
  }
}
