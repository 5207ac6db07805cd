import { requireKind } from '../check/signatures.ts'
import type { TypeRule } from '../check/type-rule.ts'
import { sqlTypeOf } from '../sql/sql-node.ts'
import type { TypedNode } from '../typed-node.ts'
import type { Operator } from './operator.ts'
import { itemOf, itemsOf, requireAnyList, scopeOfItems } from './shared/list-argument.ts'
import { MANY } from './shared/list-cases.ts'

const type: TypeRule = ({ args }) => {
  const [given, condition] = args as [TypedNode, TypedNode]
  const list = requireAnyList(given)
  return { type: list.type, args: [list, requireKind(condition, 'boolean')] }
}

export const filterItems: Operator = {
  name: 'filter',
  syntax: { kind: 'function' },
  json: ['filter'],
  arity: { min: 2, max: 2 },
  forms: [
    'filter({numbers}, $item > 1) → numbers',
    'filter({numbers}, $item < {number}) → numbers',
    "filter({texts}, $item contains 'a') → texts",
    'filter({numbers}, {numberItem:boolean}) → numbers',
    'filter({texts}, {textItem:boolean}) → texts',
    'filter({texts}, lower($item) between {text} and {text}) → texts',
    'filter({dates}, $item >= {date}) → dates',
    "filter({choices}, $item != 'red') → choices",
  ],
  type: type,
  inner: scopeOfItems,
  evaluate:
    ([list, condition]) =>
    (frame) => {
      const kept = itemsOf(list, frame).filter((item) => condition?.({ ...frame, item }) === true)
      return kept.length === 0 ? null : kept
    },
  sql: {
    value: ({ node, value, condition }) => {
      const item = itemOf(node)
      const where = condition(1, false, item)
      return { kind: 'each', item, list: value(0), where, result: item, type: sqlTypeOf(node.type) }
    },
  },
  doc: {
    en: 'The items of a list for which a condition on `$item` is true, in their order; blank when there is none.',
    'zh-CN': '列表中使条件(以 `$item` 代表该项)为真的各项,顺序不变;没有则为空。',
  },
  phrase: { en: 'the items of {0} for which {1}', 'zh-CN': '{0} 中满足 {1} 的项' },
  cases: [
    { expression: 'filter(scores, $item > 1)', record: { scores: ['3', '1', '2'] }, gives: ['3', '2'] },
    { expression: 'filter(scores, $item > 9)', record: { scores: ['3', '1'] }, gives: null },
    { expression: 'filter(scores, $item > amount)', record: { scores: ['3', '1'], amount: null }, gives: null },
    {
      expression: 'filter(scores, not ($item > amount))',
      record: { scores: ['3', '1'], amount: null },
      gives: ['3', '1'],
    },
    { expression: 'filter(scores, $item > 1)', record: { scores: null }, gives: null },
    { expression: 'filter([], true)', gives: null },
    { expression: 'filter([amount, 1], not is_blank($item))', record: { amount: null }, gives: ['1'] },
    { expression: "filter(labels, $item starts_with 'a')", record: { labels: ['Ab', 'b'] }, gives: ['Ab'] },
    { expression: "filter(tags, $item in ('red', 'blue'))", record: { tags: ['red', 'green'] }, gives: ['red'] },
    {
      expression: 'filter(days, $item >= today())',
      record: { days: ['2026-11-21', '2026-11-22'] },
      gives: ['2026-11-22'],
    },
    { expression: 'filter(scores, $item in weights)', record: { scores: ['1', '2'], weights: ['2.0'] }, gives: ['2'] },
    {
      expression: 'filter(scores, any(weights, $item > 3) and $item > 1)',
      record: { scores: ['1', '2'], weights: ['4'] },
      gives: ['2'],
    },
    { expression: 'first(filter(scores, $item > 499))', record: MANY, gives: '500' },
    { expression: 'filter(scores, $item)', refused: 'EXPRESSION_TYPE' },
    { expression: 'filter(amount, true)', refused: 'EXPRESSION_TYPE' },
    { expression: 'filter(scores)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
