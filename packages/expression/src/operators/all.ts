import { requireKind } from '../check/signatures.ts'
import type { TypeRule } from '../check/type-rule.ts'
import type { TypedNode } from '../typed-node.ts'
import { BOOLEAN } from '../types/value-type.ts'
import type { Operator } from './operator.ts'
import { itemOf, itemsOf, requireAnyList, scopeOfItems } from './shared/list-argument.ts'
import { MANY } from './shared/list-cases.ts'

const type: TypeRule = ({ args }) => {
  const [list, condition] = args as [TypedNode, TypedNode]
  return { type: BOOLEAN, args: [requireAnyList(list), requireKind(condition, 'boolean')] }
}

export const allItems: Operator = {
  name: 'all',
  syntax: { kind: 'function' },
  json: ['all'],
  arity: { min: 2, max: 2 },
  forms: [
    'all({numbers}, $item > 1) → boolean',
    'all({dates}, {dateItem:boolean}) → boolean',
    'all({numbers}, $item < {number}) → boolean',
    'all({texts}, $item = {text}) → boolean',
    "all({choices}, $item = 'red') → boolean",
  ],
  type: type,
  inner: scopeOfItems,
  evaluate:
    ([list, condition]) =>
    (frame) =>
      itemsOf(list, frame).every((item) => condition?.({ ...frame, item }) === true),
  sql: {
    condition: ({ node, value, condition }, negated) => {
      const item = itemOf(node)
      const where = condition(1, true, item)
      return { kind: 'exists', item, list: value(0), where, negated: !negated, type: 'boolean' }
    },
  },
  doc: {
    en: 'True when a condition on `$item` is true for every item of a list, and for an empty list.',
    'zh-CN': '列表每一项都使条件(以 `$item` 代表该项)为真则为真;空列表也为真。',
  },
  phrase: { en: 'for every item of {0}, {1}', 'zh-CN': '{0} 的每一项都满足 {1}' },
  cases: [
    { expression: 'all(scores, $item > 0)', record: { scores: ['1', '3'] }, gives: true },
    { expression: 'all(scores, $item > 1)', record: { scores: ['1', '3'] }, gives: false },
    { expression: 'not all(scores, $item > 1)', record: { scores: ['1', '3'] }, gives: true },
    { expression: 'all(scores, $item > 2)', record: { scores: null }, gives: true },
    { expression: 'not all(scores, $item > 2)', record: { scores: null }, gives: false },
    { expression: 'all([], false)', gives: true },
    { expression: 'all([amount, 3], $item > 2)', record: { amount: null }, gives: false },
    { expression: 'all([amount, 1], not ($item > 2))', record: { amount: null }, gives: true },
    { expression: "all(tags, $item in ('red', 'green'))", record: { tags: ['red', 'green'] }, gives: true },
    { expression: 'all(days, $item <= today())', record: { days: ['2026-11-22', '2026-11-23'] }, gives: false },
    { expression: 'all(scores, $item < 500)', record: MANY, gives: false },
    { expression: { all: [{ var: 'scores' }, { '>': [{ var: '' }, 2] }] }, record: { scores: ['3'] }, gives: true },
    { expression: 'all(scores, $item)', refused: 'EXPRESSION_TYPE' },
    { expression: 'all(name, true)', refused: 'EXPRESSION_TYPE' },
    { expression: 'all(scores)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
