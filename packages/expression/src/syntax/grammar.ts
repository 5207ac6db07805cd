import { AGGREGATES, isAggregate } from '../aggregates/registry.ts'
import type { InfixSyntax, Operator, OperatorSyntax } from '../operators/operator.ts'
import { OPERATORS } from '../operators/registry.ts'

/** An operator with the kind of syntax it was found under. */
export interface Written<S extends OperatorSyntax> {
  readonly operator: Operator
  readonly syntax: S
}

type PrefixSyntax = Extract<OperatorSyntax, { kind: 'prefix' }>

const INFIX = new Map<string, Written<InfixSyntax>>()
const PREFIX = new Map<string, Written<PrefixSyntax>>()
const FUNCTIONS = new Map<string, Operator>()
const BY_JSON_KEY = new Map<string, Operator[]>()

for (const operator of OPERATORS) {
  const { syntax } = operator
  if (syntax.kind === 'infix') INFIX.set(syntax.symbol, { operator, syntax })
  if (syntax.kind === 'prefix') PREFIX.set(syntax.symbol, { operator, syntax })
  FUNCTIONS.set(operator.name, operator)
  for (const key of operator.json) BY_JSON_KEY.set(key, [...(BY_JSON_KEY.get(key) ?? []), operator])
}

/** Words that can never be names, because they stand where a name could. */
export const LANGUAGE_WORDS: ReadonlySet<string> = new Set([
  ...[
    'and',
    'or',
    'not',
    'in',
    'between',
    'if',
    'case',
    'me',
    'old',
    'this',
    'outer',
    'true',
    'false',
    'blank',
    'null',
  ],
])

/** The operator written with this symbol or word between its operands. */
export function infixOperator(symbol: string): Written<InfixSyntax> | undefined {
  return INFIX.get(symbol)
}

/** The operator written with this symbol or word before its operand. */
export function prefixOperator(symbol: string): Written<PrefixSyntax> | undefined {
  return PREFIX.get(symbol)
}

/** Whether an operator or an aggregate is called by this name. */
export function isFunction(name: string): boolean {
  return FUNCTIONS.has(name) || isAggregate(name)
}

/** All names that can be called, for "did you mean". */
export function functionNames(): Iterable<string> {
  return [...FUNCTIONS.keys(), ...AGGREGATES.map(({ name }) => name)]
}

/** Name of the operator or aggregate a JsonLogic key means with so many arguments (`-` is minus or the opposite number). */
export function jsonFunction(key: string, count: number): string | undefined {
  const found = BY_JSON_KEY.get(key)
  const fitting = found?.find(({ arity }) => arity.min <= count && count <= arity.max) ?? found?.[0]
  return fitting?.name ?? (isAggregate(key) ? key : undefined)
}

/** All JsonLogic keys, for "did you mean". */
export function jsonKeys(): Iterable<string> {
  return [...BY_JSON_KEY.keys(), ...AGGREGATES.map(({ name }) => name)]
}
