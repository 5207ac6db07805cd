import type { ExpressionPlace } from '@huozi/core'
import type { SyntaxBuilder } from './syntax-builder.ts'
import type { SyntaxNode } from './syntax-node.ts'

/** The arguments of a JsonLogic rule that has no operator of its own. */
export interface Arguments {
  readonly args: readonly SyntaxNode[]
  readonly at: ExpressionPlace
  readonly build: SyntaxBuilder
}

type Reading = (given: Arguments) => SyntaxNode

/**
 * Plain JsonLogic that is a combination of our operators: `{"<": [1, x, 5]}`, `{"!!": x}`, `{"and": [x]}`. Given the
 * key, a function from the number of arguments to the reading, or undefined when the key is read as usual.
 */
export const PLAIN_FORMS: ReadonlyMap<string, (count: number) => Reading | undefined> = new Map([
  ['<', (count: number) => (count === 3 ? chain('<') : undefined)],
  ['<=', (count: number) => (count === 3 ? between : undefined)],
  ['!!', (count: number) => (count === 1 ? truth : undefined)],
  ['and', single],
  ['or', single],
  ['*', single],
])

/** `{"<": [a, x, b]}` is `a < x and x < b`. */
function chain(operator: string): Reading {
  return ({ args: [low, middle, high], at, build }) => {
    if (low === undefined || middle === undefined || high === undefined) return build.call(operator, [], at)
    const lower = build.call(operator, [low, middle], at)
    const upper = build.call(operator, [middle, high], at)
    return build.call('and', [lower, upper], at)
  }
}

/** `{"<=": [a, x, b]}` is `x between a and b`. */
const between: Reading = ({ args: [low, middle, high], at, build }) => {
  if (low === undefined || middle === undefined || high === undefined) return build.call('between', [], at)
  return build.call('between', [middle, low, high], at)
}

const truth: Reading = ({ args, at, build }) => build.call('not', [build.call('not', args, at)], at)

/** `{"var": ["a", 5]}` is `coalesce(a, 5)`. */
export const withFallback: Reading = ({ args, at, build }) => build.call('coalesce', args, at)

/** A chain of one is its only member. */
function single(count: number): Reading | undefined {
  return count === 1 ? ({ args, at, build }) => args[0] ?? build.literal(null, at) : undefined
}
