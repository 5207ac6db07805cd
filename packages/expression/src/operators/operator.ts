import type { Locale } from '@huozi/core'
import type { TypeRule } from '../check/type-rule.ts'
import type { CorpusCase } from '../corpus/corpus-case.ts'
import type { EvaluateRule } from '../evaluate/evaluate-rule.ts'
import type { Scope, SettingName } from '../scope.ts'
import type { SqlMeaning } from '../sql/sql-meaning.ts'
import type { TypedNode } from '../typed-node.ts'

/** How an operator is written in expression text. Everything may also be written as a function when its name is a word. */
export type OperatorSyntax =
  | { readonly kind: 'function' }
  | { readonly kind: 'prefix'; readonly symbol: string; readonly precedence: number }
  | InfixSyntax

/** `a + b`; with `nary` a chain is one call, with `joiner` a third operand follows that word, with `list` the right side may be a list. */
export interface InfixSyntax {
  readonly kind: 'infix'
  readonly symbol: string
  readonly precedence: number
  readonly nary?: true
  readonly joiner?: string
  readonly list?: true
}

/** Binding strength in text, weakest first. Comparisons do not chain. */
export const PRECEDENCE = Object.freeze({
  or: 10,
  and: 20,
  not: 30,
  comparison: 40,
  additive: 50,
  multiplicative: 60,
  negate: 70,
})

/** Everything the platform knows about an operator. No other file mentions it by name. */
export interface Operator {
  /** The name in the typed tree; in text the name of the function, or the symbol. */
  readonly name: string
  readonly syntax: OperatorSyntax
  /** Its keys in JsonLogic; the first is written, all are read. */
  readonly json: readonly string[]
  /** How many arguments it takes. */
  readonly arity: { readonly min: number; readonly max: number }
  /** Ways to use it, as `{number} + {number} → number`: shown in the reference, and the grammar of the property tests. */
  readonly forms: readonly string[]
  /** The type of a call. Throws EXPRESSION_TYPE, EXPRESSION_LITERAL, … when the arguments do not fit. */
  readonly type: TypeRule
  /**
   * The names in scope for the argument at `index` (from 1 on), given those before it; without it those of the call. Throws
   * EXPRESSION_TYPE when what it depends on does not fit.
   */
  readonly inner?: (before: readonly TypedNode[], scope: Scope) => Scope
  /** The positions of the arguments one of which is the result (branches of a condition); none for most. */
  readonly results?: (count: number) => readonly number[]
  /** What it reads of what is declared beside the expression, or of what only the database knows. */
  readonly reads?: readonly (SettingName | 'tree')[]
  /** True when its arguments are also read as they were before the change. */
  readonly readsOld?: true
  readonly evaluate: EvaluateRule
  /** The same meaning for the database; null when it cannot be computed there. */
  readonly sql: SqlMeaning | null
  readonly doc: { readonly [L in Locale]: string }
  /**
   * A call in words, for explanations: `{0}` is an argument, `{1|0}` an argument with what is meant when it is left out, `{0!}` a
   * written text without its quotes, `{*}` all arguments, `{* + }` all joined by a sign, `{2*}` those from the third on;
   * what stands in `[…]` is left out when its argument is. A condition reads as a statement.
   */
  readonly phrase: { readonly [L in Locale]: string }
  /** Run by JavaScript and by Postgres, which must agree. */
  readonly cases: readonly CorpusCase[]
}
